// Starts Workers, built as for a deploy, with Miniflare's API. The proxy of `wrangler dev` would add 2 to 4 ms of CPU to
// every request.
import { createTestHarness, unstable_readConfig } from 'wrangler'
import { makeSecrets } from '../scripts/secrets.mjs'

// Miniflare would fetch request.cf from the network; local tracing would slow down every request.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.X_LOCAL_OBSERVABILITY = 'false'
process.env.X_LOCAL_EXPLORER = 'false'

const publicUrl = 'http://localhost:8787'

const service = async (vars) => ({
  configPath: './wrangler.toml',
  vars: { FREE_GUESSES: '1000000', ...vars },
  secrets: await makeSecrets(),
})

/** The service with a D1 binding that counts. */
const counted = ({ configPath, vars, secrets }) => {
  const { d1_databases, r2_buckets, images, ratelimits, version_metadata, compatibility_date, ...config } =
    unstable_readConfig({
      config: configPath,
    })
  const bindings = { d1_databases, r2_buckets, images, ratelimits, version_metadata, compatibility_date }
  // As overrides: `.dev.vars` takes precedence over the config.
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

/**
 * @returns the service with an empty database: `fetch(path, init)` sends a request, `url` is its address over TCP,
 *   `close()` stops it
 */
export const startWorker = async (vars) => {
  const { ask, url, close } = await start([await service(vars)])
  return { fetch: ask(), url, close }
}

/**
 * @returns functions that send requests to the service, the floor and the counted service, which share one runtime and
 *   one database; the database; `close()`
 */
export const startAll = async () => {
  const ours = await service()
  const floor = { configPath: './bench/floor/wrangler.toml', secrets: ours.secrets }
  const { harness, ask, close } = await start([ours, floor, counted(ours)])
  const { DB: db } = await harness.getWorker().getEnv()
  return { service: ask('bookplate'), floor: ask('bookplate-floor'), counted: ask('counted'), db, close }
}
