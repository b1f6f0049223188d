// Starts the Worker as a deploy would build it, on Miniflare's own API: through the proxy of `wrangler dev` every
// request would cost 2 to 4 ms of CPU more, and a run would measure that.
import { createTestHarness } from 'wrangler'
import { makeSecrets } from '../scripts/secrets.mjs'

// The real request.cf would be fetched from the network.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'

export const publicUrl = 'http://localhost:8787'

/** @returns the service with an empty database: `fetch(path, init)` asks it, `close()` stops it */
export const startWorker = async (vars = {}) => {
  const harness = createTestHarness({
    workers: [
      {
        configPath: './wrangler.toml',
        vars: { FREE_GUESSES: '1000000', ...vars },
        secrets: await makeSecrets(),
      },
    ],
  })
  await harness.listen()
  const worker = harness.getWorker()
  await worker.applyD1Migrations('DB')
  return { fetch: (path, init) => worker.fetch(publicUrl + path, init), close: () => harness.close() }
}
