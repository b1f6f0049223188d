import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'
import { printContract } from './contract.mjs'

const client = new URL('../../client/', import.meta.url)
const pathOf = (file) => fileURLToPath(new URL(file, client))

/** Prints the values, without the Worker's modules that define them. */
const printLimits = async () => {
  const { limits } = await import('../../client/limits.ts')
  const [doc = ''] = /\/\*\*.*?\*\//s.exec(readFileSync(pathOf('limits.ts'), 'utf8')) ?? []
  return `${doc}\nexport const limits = ${JSON.stringify(limits)} as const`
}

const copies = { [pathOf('types.ts')]: printContract, [pathOf('limits.ts')]: printLimits }

/** Replaces the modules that import from the Worker by copies that do not. */
const copyFromWorker = { name: 'copy-from-worker', load: (id) => copies[id]?.() }

const packageOf = (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path.replaceAll('\\', '/'))

/**
 * Writes `client.js` and `client.d.ts`: the whole client with the part of Hono that it uses.
 * @returns the folders of the packages that are bundled
 * @throws Error when a file would import anything
 */
export const bundleClient = async (folder) => {
  const bundle = await rolldown({
    input: { client: pathOf('index.ts') },
    plugins: [copyFromWorker, dts({ generator: 'oxc', tsconfig: false })],
    // For Node and browsers alike.
    platform: 'neutral',
    transform: { target: 'es2022' },
    tsconfig: false,
    checks: { pluginTimings: false, bundlerTimings: false },
  })
  const { output } = await bundle.write({ dir: folder, format: 'es' })
  await bundle.close()
  for (const { fileName, imports, dynamicImports } of output) {
    const imported = [...imports, ...dynamicImports]
    if (imported.length > 0) throw new Error(`${fileName} imports ${imported.join(', ')}.`)
  }
  const modules = output.flatMap(({ moduleIds }) => moduleIds)
  return [...new Set(modules.map((path) => packageOf(path)?.[0]).filter(Boolean))]
}
