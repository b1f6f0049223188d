import { parseArgs } from 'node:util'

const usage = `Usage: npm run soak [-- --short] [--requests 120000] [--kills 24] [--readers 3000] [--lanes 16] [--seed 1]
  --short  three kills in about a minute of traffic, for CI`

const count = (name, text) => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} must be a whole number from 1.\n${usage}`)
  return Number(text)
}

/** @returns how long to soak: a number of requests or of seconds, and in how many lives of the process */
export const readOptions = () => {
  const option = (value) => ({ type: 'string', default: value })
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      requests: { type: 'string' },
      kills: { type: 'string' },
      readers: { type: 'string' },
      lanes: option('16'),
      seed: option(String(Date.now() % 1_000_000)),
    },
  })
  const { short, requests, kills, readers, lanes, seed } = values
  return {
    // On a slow machine the short soak makes fewer requests, but does not take longer.
    budget: short && !requests ? { seconds: 40 } : { requests: count('requests', requests ?? '120000') },
    kills: count('kills', kills ?? (short ? '3' : '24')),
    readers: count('readers', readers ?? (short ? '2000' : '3000')),
    lanes: count('lanes', lanes),
    seed: count('seed', seed),
  }
}
