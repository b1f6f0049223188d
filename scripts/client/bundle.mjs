import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const entry = fileURLToPath(new URL('../../client/index.ts', import.meta.url))

const packageOf = (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path.replaceAll('\\', '/'))?.[0]

/**
 * Writes `client.js`: the whole client as one module, with the part of Hono that it uses.
 * @returns the folders of the packages that are bundled
 * @throws Error when the module would import anything
 */
export const bundleClient = async (folder) => {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      lib: { entry, formats: ['es'], fileName: () => 'client.js' },
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'es2022',
    },
  })
  const imported = output.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
  if (imported.length > 0) throw new Error(`The client would import ${imported.join(', ')}.`)
  const modules = output.flatMap(({ moduleIds }) => moduleIds)
  return [...new Set(modules.map(packageOf).filter(Boolean))]
}
