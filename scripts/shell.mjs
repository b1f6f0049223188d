// The service worker and the version of the app: a Vite plugin that builds /service-worker.js with the list of the files
// of this build, and marks the page with the same version.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../web/service-worker/service-worker.ts', import.meta.url))
const fileName = 'service-worker.js'

/** Files that the app can do without, and that are large or of another page. */
const isLeftOut = (name) => /\/(docs|policy|barcode-worker|zxing|shared)[-_.]|\.(map|wasm)$/.test(name)

/** Files of web/public that the page shows. */
const publicFiles = ['/favicon.svg']

/** @returns the version and the paths of a build: the page, its scripts, styles and pictures */
export const shellOf = (bundle) => {
  const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !isLeftOut(name))
  const hash = createHash('sha256').update(String(bundle['index.html'].source)).update(bundle[fileName].code)
  for (const name of assets.toSorted()) hash.update(`\n${name}`)
  const files = ['/', ...publicFiles, ...assets.toSorted().map((name) => `/${name}`)]
  return { version: hash.digest('base64url').slice(0, 16), files }
}

/** @returns a Vite plugin */
export const shell = () => ({
  name: 'shell',
  buildStart() {
    this.emitFile({ type: 'chunk', id: source, fileName })
  },
  generateBundle: {
    // The pages are written by Vite's own plugins.
    order: 'post',
    handler(_options, bundle) {
      const page = bundle['index.html']
      const found = shellOf(bundle)
      page.source = String(page.source).replace('<html ', `<html data-shell="${found.version}" `)
      const worker = bundle[fileName]
      worker.code = worker.code.replace(/\bSHELL\b/, () => JSON.stringify(found))
    },
  },
})
