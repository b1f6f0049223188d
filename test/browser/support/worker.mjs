// The service as a deploy builds it, with the files of `npm run build` and with its own D1, R2 and Images.
import { createTestHarness } from 'wrangler'
import { makeSecrets } from '../../../scripts/secrets.mjs'

// wrangler would fetch request.cf from the network. Its local tracing would slow down every request.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
process.env.X_LOCAL_OBSERVABILITY = 'false'
process.env.X_LOCAL_EXPLORER = 'false'

// A request to the Worker itself keeps its URL, which names the origin. Files are beside the Worker.
const isFile = (url) => /\.\w+$/.test(new URL(url).pathname)

/**
 * @param vars of the Worker; without `PUBLIC_URL`, that is its own origin
 * @returns its origin, its bindings, and functions that send it a request and that stop it
 */
export const startWorker = async (vars = {}) => {
  const secrets = await makeSecrets()
  const workers = (own) => [{ configPath: './wrangler.toml', vars: { ...own, ...vars }, secrets }]
  const harness = createTestHarness({ workers: workers() })
  const { url } = await harness.listen()
  // The port is known only now. Browsers accept a `Secure` cookie over HTTP only from the host `localhost`.
  const origin = `http://localhost:${url.port}`
  await harness.update({ workers: workers({ PUBLIC_URL: origin }) })
  const worker = harness.getWorker()
  await worker.applyD1Migrations('DB')
  return {
    origin,
    fetch: (url, init) => (isFile(url) ? harness : worker).fetch(url, init),
    getEnv: () => worker.getEnv(),
    close: () => harness.close(),
  }
}
