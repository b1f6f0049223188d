import { createTestHarness, unstable_readConfig } from 'wrangler'
import { bareAssets } from '../bare-assets.mjs'
import { makeSecrets } from '../secrets.mjs'

// The real request.cf would be fetched from the network.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'

const origin = 'http://localhost:8787'

/** @returns the settings of wrangler.toml that a bundled Worker runs with, to be kept with its bundle */
export const readRuntimeConfig = () => {
  const config = unstable_readConfig({ config: './wrangler.toml' })
  const { d1_databases, r2_buckets, images, ratelimits, version_metadata, compatibility_date, vars } = config
  return { d1_databases, r2_buckets, images, ratelimits, version_metadata, compatibility_date, vars }
}

/**
 * Starts a bundled Worker with an empty database.
 * @param {{ bundle: string, config: ReturnType<typeof readRuntimeConfig> }} options `bundle`: the path of its script
 * @returns `send` requests it, `db` is its database, `clean` runs its cron trigger, `close` stops it
 */
export const startBundle = async ({ bundle, config }) => {
  const worker = {
    config: { ...config, name: 'released', main: bundle, no_bundle: true, assets: bareAssets },
    // Cheap password hashes.
    vars: { ...config.vars, PUBLIC_URL: origin, PASSWORD_HASH_CALLS: '1' },
    secrets: makeSecrets(),
  }
  const harness = createTestHarness({ workers: [worker] })
  await harness.listen()
  const handle = harness.getWorker('released')
  const { DB: db, COVERS: bucket } = await handle.getEnv()
  return {
    send: async (path, init) => {
      // As bytes: wrangler's fetch does not know the FormData of Node.
      const { method, headers, body } = new Request(`${origin}${path}`, init)
      const bytes = body && (await new Response(body).bytes())
      return handle.fetch(`${origin}${path}`, { method, headers: [...headers], body: bytes })
    },
    db,
    bucket,
    clean: () => handle.scheduled({ cron: '*/15 * * * *', scheduledTime: new Date() }),
    close: () => harness.close(),
  }
}
