// Starts Workers as a deploy would build them, on Miniflare's own API: through the proxy of `wrangler dev` every
// request would cost 2 to 4 ms of CPU more, and a run would measure that.
import { createTestHarness, unstable_readConfig } from 'wrangler'
import { makeSecrets } from '../scripts/secrets.mjs'

// The real request.cf would be fetched from the network; local tracing would cost every request.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.X_LOCAL_OBSERVABILITY = 'false'
process.env.X_LOCAL_EXPLORER = 'false'

export const publicUrl = 'http://localhost:8787'

const service = async (vars) => ({
  configPath: './wrangler.toml',
  vars: { FREE_GUESSES: '1000000', ...vars },
  secrets: await makeSecrets(),
})

/** The service with its D1 binding counted, and otherwise like the other one. */
const counted = ({ configPath, vars, secrets }) => {
  const { d1_databases, r2_buckets, images, ratelimits, compatibility_date, ...config } = unstable_readConfig(
    {
      config: configPath,
    },
  )
  const bindings = { d1_databases, r2_buckets, images, ratelimits, compatibility_date }
  // As overrides, not in the config: there a `.dev.vars` would win.
  const overrides = { vars: { ...config.vars, ...vars }, secrets }
  return { config: { ...bindings, name: 'counted', main: 'bench/counted.ts' }, ...overrides }
}

const start = async (workers) => {
  const harness = createTestHarness({ workers })
  const { url } = await harness.listen()
  await harness.getWorker().applyD1Migrations('DB')
  const ask = (name) => {
    const worker = harness.getWorker(name)
    return (path, init) => worker.fetch(publicUrl + path, init)
  }
  return { harness, ask, url, close: () => harness.close() }
}

/** @returns the service with an empty database: `fetch(path, init)` asks it, as `url` does over TCP; `close()` stops it */
export const startWorker = async (vars) => {
  const { ask, url, close } = await start([await service(vars)])
  return { fetch: ask(), url, close }
}

/**
 * @returns functions that ask the service, the floor and the counted service, in one runtime and on one database; the
 *   database, and `close()`
 */
export const startAll = async () => {
  const ours = await service()
  const floor = { configPath: './bench/floor/wrangler.toml', secrets: ours.secrets }
  const { harness, ask, close } = await start([ours, floor, counted(ours)])
  const { DB: db } = await harness.getWorker().getEnv()
  return { service: ask('bookplate'), floor: ask('bookplate-floor'), counted: ask('counted'), db, close }
}
