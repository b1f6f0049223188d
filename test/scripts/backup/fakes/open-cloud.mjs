import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getPlatformProxy } from '../../../../node_modules/wrangler/wrangler-dist/cli.js'

process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'

/** Opens databases and buckets of the imitated account. @param {string} path @param {object} bindings */
export const openCloud = async (path, bindings) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-cloud-'))
  const configPath = join(folder, 'wrangler.json')
  const config = { name: 'cloud', compatibility_date: '2026-11-01', ...bindings }
  writeFileSync(configPath, JSON.stringify(config))
  const platform = await getPlatformProxy({
    configPath,
    persist: { path },
    envFiles: [],
    remoteBindings: false,
  })
  const dispose = async () => {
    await platform.dispose()
    rmSync(folder, { recursive: true })
  }
  return { env: platform.env, dispose }
}
