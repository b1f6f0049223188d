import { readFileSync } from 'node:fs'

const design = new URL('../web/src/design/design.css', import.meta.url)
const [order] = /^@layer [^;]+;/.exec(readFileSync(design, 'utf8')) ?? []

/**
 * A Vite plugin. The order of the CSS layers is that of their first names, and modules that share styles decide which file
 * comes first. Therefore each file names all layers.
 */
export const cssLayers = () => ({
  name: 'css-layers',
  generateBundle: {
    // The styles are written by Vite's own plugins.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = order + file.source
      }
    },
  },
})
