import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { thirdPartyNotices } from '../scripts/notices.mjs'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  root: path('.'),
  plugins: [thirdPartyNotices()],
  resolve: { alias: { 'bookplate/client': path('../client/index.ts') } },
  build: {
    outDir: path('../dist'),
    emptyOutDir: true,
    rolldownOptions: { input: [path('index.html'), path('docs.html')] },
    // From here on browsers know light-dark(), nesting and round().
    target: ['chrome125', 'firefox128', 'safari17.5'],
    // An asset inside of a style sheet is asked for with every page; a file of its own is cached for good.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Swagger UI, which nobody loads but at /docs.
    chunkSizeWarningLimit: 1600,
  },
})
