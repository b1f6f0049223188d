// Checks the imports of `src` and `web/src`, type imports included, against allowed-imports.mjs.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { allowedImports, allowedPackages } from './allowed-imports.mjs'

/** @returns {string[]} the modules that `source` names: in imports, exports, `import()`, and types */
const modulesOf = (file, source) => {
  const { program, module } = parseSync(file, source)
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value),
    ),
  ]
  // The module record has neither `import()` nor the `import('…')` of a type.
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return
    if (node.type === 'ImportExpression' || node.type === 'TSImportType') named.push(node.source.value)
    for (const child of Object.values(node)) visit(child)
  }
  visit(program)
  return named.filter((name) => typeof name === 'string')
}

/** The folder that a path under `base` lies in; undefined for a file of `base` itself, which may import every room. */
const roomOf = (base, path) => {
  const [room, ...rest] = path.slice(base.length + 1).split('/')
  return rest.length > 0 ? room : undefined
}

const tableProblems = (base, rooms) => {
  const rows = Object.keys(rooms)
  return rows.flatMap((room, at) =>
    rooms[room]
      .filter((other) => !rows.slice(0, at).includes(other))
      .map(
        (other) => `allowed-imports.mjs: the row ${base}/${room} names ${other}, which has no row above it`,
      ),
  )
}

const moduleProblem = (base, rooms, file, name) => {
  const rule = allowedPackages.find(
    ({ files, packages, except }) => files.test(file) && packages.test(name) && !except?.includes(file),
  )
  if (rule) return rule.message
  const room = roomOf(base, file)
  if (room === undefined || !name.startsWith('.')) return undefined
  const target = join(dirname(file), name)
  if (!target.startsWith(`${base}/`)) return undefined
  const other = roomOf(base, target)
  if (other === undefined) return `${room} may not import ${target}`
  return other === room || rooms[room].includes(other) ? undefined : `${room} may not import ${other}`
}

/**
 * @param {string} root the folder that has `src` and `web/src`
 * @param {typeof allowedImports} [table]
 * @returns {string[]} one line for each problem
 */
export const importProblems = (root, table = allowedImports) =>
  Object.entries(table).flatMap(([base, rooms]) => {
    const names = globSync('**/*.{ts,tsx}', { cwd: `${root}/${base}` })
    const files = names.map((name) => `${base}/${name.replaceAll('\\', '/')}`).toSorted()
    const inFiles = files.flatMap((file) => {
      const room = roomOf(base, file)
      if (room !== undefined && !rooms[room])
        return [`${file}: the folder ${room} has no row in allowed-imports.mjs`]
      const modules = modulesOf(file, readFileSync(`${root}/${file}`, 'utf8'))
      const problems = modules.map((name) => moduleProblem(base, rooms, file, name))
      return [...new Set(problems)].filter(Boolean).map((problem) => `${file}: ${problem}`)
    })
    return [...tableProblems(base, rooms), ...inFiles]
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = importProblems(fileURLToPath(new URL('../', import.meta.url)))
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
