// The service as a deploy would build it, with the pages of `npm run build`, and D1, R2 and Images of its own.
import { createTestHarness } from 'wrangler'
import { makeSecrets } from '../../../scripts/secrets.mjs'

// The real request.cf would be fetched from the network; local tracing would cost every request.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.X_LOCAL_OBSERVABILITY = 'false'
process.env.X_LOCAL_EXPLORER = 'false'

/** @returns where it is, its bindings, and how to stop it */
export const startWorker = async (vars = {}) => {
  const secrets = await makeSecrets()
  const workers = (own) => [{ configPath: './wrangler.toml', vars: { ...vars, ...own }, secrets }]
  const harness = createTestHarness({ workers: workers() })
  const { url } = await harness.listen()
  // Which port it gets is known only now. By this name, because a cookie that is Secure needs a secure place.
  const origin = `http://localhost:${url.port}`
  await harness.update({ workers: workers({ PUBLIC_URL: origin }) })
  const worker = harness.getWorker()
  await worker.applyD1Migrations('DB')
  return { origin, getEnv: () => worker.getEnv(), close: () => harness.close() }
}
