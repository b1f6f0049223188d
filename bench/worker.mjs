// Starts Workers as a deploy would build them, on Miniflare's own API: through the proxy of `wrangler dev` every
// request would cost 2 to 4 ms of CPU more, and a run would measure that.
import { createTestHarness } from 'wrangler'
import { makeSecrets } from '../scripts/secrets.mjs'

// The real request.cf would be fetched from the network; local tracing would cost every request.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.X_LOCAL_OBSERVABILITY = 'false'
process.env.X_LOCAL_EXPLORER = 'false'

export const publicUrl = 'http://localhost:8787'

const start = async (configPaths, vars = {}) => {
  const secrets = await makeSecrets()
  const harness = createTestHarness({
    workers: configPaths.map((configPath) => ({
      configPath,
      vars: { FREE_GUESSES: '1000000', ...vars },
      secrets,
    })),
  })
  await harness.listen()
  await harness.getWorker().applyD1Migrations('DB')
  const ask = (name) => {
    const worker = harness.getWorker(name)
    return (path, init) => worker.fetch(publicUrl + path, init)
  }
  const { DB } = await harness.getWorker().getEnv()
  return { ask, db: DB, logs: () => harness.getLogs(), close: () => harness.close() }
}

/** @returns the service with an empty database: `fetch(path, init)` asks it, `close()` stops it */
export const startWorker = async (vars) => {
  const { ask, close } = await start(['./wrangler.toml'], vars)
  return { fetch: ask(), close }
}

/**
 * @returns the service, the floor and the counted service in one runtime, on one database: functions to ask them,
 *   `db`, and `close()`
 */
export const startAll = async () => {
  const configs = ['./wrangler.toml', './bench/floor/wrangler.toml', './bench/counted/wrangler.toml']
  const { ask, db, logs, close } = await start(configs)
  return {
    service: ask('bookplate'),
    floor: ask('bookplate-floor'),
    counted: ask('bookplate-counted'),
    db, logs,
    close,
  }
}
