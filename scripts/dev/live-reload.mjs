import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const name = 'live-reload.js'

/**
 * A Vite plugin that gives each page the script of live-reload-page.mjs, as a file: an inline script would break the
 * Content-Security-Policy. It also builds again when a file of `publicFolder` changes.
 */
export const liveReload = (publicFolder) => ({
  name: 'live-reload',
  buildStart() {
    for (const entry of readdirSync(publicFolder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) this.addWatchFile(join(entry.parentPath, entry.name))
    }
  },
  generateBundle() {
    const source = readFileSync(new URL('live-reload-page.mjs', import.meta.url), 'utf8')
    this.emitFile({ type: 'asset', fileName: name, source })
  },
  transformIndexHtml: {
    order: 'post',
    handler: () => [{ tag: 'script', attrs: { type: 'module', src: `/${name}` }, injectTo: 'head' }],
  },
})
