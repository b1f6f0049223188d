import { join } from 'node:path'
import { makeSecrets } from '../secrets.mjs'
import { buildWorker } from './build.mjs'
import { checkState } from './check.mjs'
import { makeClient } from './client.mjs'
import { openLedger } from './ledger.mjs'
import { live } from './life.mjs'
import { seeded } from './random.mjs'
import { printLife } from './report.mjs'
import { seedReaders } from './seed.mjs'
import { freePort, startService } from './service.mjs'
import { settleDoubts } from './settle.mjs'
import { makeTraffic } from './traffic.mjs'

// workerd has about 130 MB after its start, rises to 630 MB within 10,000 requests, and stays there. In a life of 5,000
// requests, a leak of 100 KB for each is found.
const maxMemoryMb = 1000

const settings = async () => {
  const port = await freePort()
  const vars = {
    ...makeSecrets(),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    // One of six: a sign-in must not take the time of a hundred other requests.
    PASSWORD_HASH_CALLS: '1',
    FREE_GUESSES: '1000000',
  }
  return { port, vars }
}

/** Restarts the service if it was killed, settles what is in doubt, and compares everything. */
const recover = async (context, start, killed) => {
  const startedAt = performance.now()
  const service = killed === undefined ? context.service : await start()
  const restartMs = performance.now() - startedAt
  const settled = await settleDoubts({ ...context, service })
  return { service, restartMs, settled, ...(await checkState({ ...context, service })) }
}

const limitMemory = (peakMb, violations) => {
  if (peakMb > maxMemoryMb) violations.push(`memory: workerd had ${peakMb.toFixed(0)} MB`)
}

/** @returns the figures of the whole soak. It ends early at the first violation. */
export const runSoak = async (options, folder) => {
  const { port, vars } = await settings()
  const bundle = buildWorker(folder)
  const start = () => startService({ bundle, folder, port, vars })
  const [counts, violations] = [{ requests: 0, kills: 0, unavailable: 0 }, []]
  const ledger = openLedger(join(folder, 'acknowledged.jsonl'))
  const client = makeClient(vars.PUBLIC_URL, counts)
  const shared = { ...options, folder, ledger, client, violations, counts, random: seeded(options.seed) }
  const traffic = makeTraffic(shared)

  let service = await start()
  await seedReaders(service, ledger, vars, options.readers)
  const [startedAt, lives] = [performance.now(), options.kills + 1]
  let [peakMb, differences] = [0, {}]
  for (let life = 1; life <= lives && violations.length === 0; life++) {
    const isLast = life === lives
    const { killed, problems, ...lived } = await live({ ...shared, traffic, service }, { lives, isLast })
    if (killed !== undefined) counts.kills += 1
    violations.push(...problems.map((problem) => `integrity: ${problem}`))
    limitMemory(lived.peakMb, violations)
    const recovered = await recover({ ...shared, service }, start, killed)
    ;({ service, differences } = recovered)
    for (const [kind, found] of Object.entries(differences))
      violations.push(...found.map((what) => `${kind}: ${what}`))
    peakMb = Math.max(peakMb, lived.peakMb)
    printLife({ life, counts, killed, violations, ...recovered, peakMb: lived.peakMb })
  }
  await service.kill()
  ledger.close()
  const unsettled = ledger.doubts.size
  if (unsettled > 0) violations.push(`${unsettled} writes were neither done nor undone after their retries`)
  const seconds = (performance.now() - startedAt) / 1000
  return { counts, ledger, differences, unsettled, peakMb, violations, seconds }
}
