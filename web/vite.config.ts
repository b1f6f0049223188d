import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { cssLayers } from '../scripts/css-layers.mjs'
import { thirdPartyNotices } from '../scripts/notices.mjs'
import { ownCopies } from '../scripts/own-copies.mjs'
import { shell } from '../scripts/shell.mjs'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const isOfApp = (id: string) =>
  !/\/web\/(src\/(docs|share-page)\/|docs\.html|service-worker\/)|\?docs$/.test(id)

const notices = thirdPartyNotices()

export default defineConfig({
  root: path('.'),
  plugins: [ownCopies('/web/src/docs/', 'docs'), notices.pages, cssLayers(), shell()],
  // Vite builds workers before the pages that load them.
  worker: { format: 'es', plugins: () => [notices.workers] },
  resolve: { alias: { 'bookplate/client': path('../client/index.ts') } },
  build: {
    outDir: path('../dist'),
    emptyOutDir: true,
    rolldownOptions: {
      input: [path('index.html'), path('docs.html'), path('src/share-page/share-page.css')],
      output: {
        // The Worker names the styles of the pages for visitors, so this file has no hash in its name.
        assetFileNames: ({ names }) =>
          names.includes('share-page.css') ? 'share.css' : 'assets/[name]-[hash][extname]',
        // The modules of the first load are one file.
        codeSplitting: { groups: [{ name: 'app', tags: ['$initial'], test: isOfApp }] },
      },
    },
    // The first versions with light-dark(), CSS nesting and round().
    target: ['chrome125', 'firefox128', 'safari17.5'],
    // A separate file is loaded only where it is used, and is cached permanently.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Swagger UI is larger than the default limit. Only /docs loads it.
    chunkSizeWarningLimit: 1700,
  },
})
