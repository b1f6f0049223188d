// Makes the package's copy of client/types.ts: the same types, expanded, so that the package needs no type of the Worker.
// TypeScript calls this API unstable. Its version is pinned, and `npm run test:client` fails when the API changes.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { API, NodeBuilderFlags, SignatureKind, SymbolFlags } from 'typescript/unstable/sync'
import { createPrinter, quoteKey } from './print-type.mjs'

const root = new URL('../../', import.meta.url)
const pathOf = (file) => fileURLToPath(new URL(file, root))

const expanded = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias

const comment = (text) => (text ? `/** ${text.trim().replaceAll('*/', '*\\/')} */\n` : '')

/** @returns the summary that the OpenAPI document has for a route */
const readSummaries = () => {
  const { paths } = JSON.parse(readFileSync(new URL('openapi.json', root), 'utf8'))
  return (path, method) => paths[path.replace(/:(\w+)/g, '{$1}')]?.[method]?.summary
}

/** Prints a tree of routes. Its functions are endpoints, such as `$get` of `:id` of `books`. */
const printRoutes = (checker, printFunction, routes) => {
  const summaryOf = readSummaries()

  const commentOf = (keys, name) => {
    const path = `/${keys.filter((key) => key !== 'index').join('/')}`
    const method = name.slice(1)
    const summary = summaryOf(path, method)
    return comment(summary && `${summary}: \`${method.toUpperCase()} ${path}\``)
  }

  const printTree = (type, keys) => {
    const members = checker.getPropertiesOfType(type).map((property) => {
      const { name } = property
      const member = checker.getTypeOfSymbol(property)
      const isEndpoint = checker.getSignaturesOfType(member, SignatureKind.Call).length > 0
      return isEndpoint
        ? `${commentOf(keys, name)}${name}: ${printFunction(member, [...keys, name])}`
        : `${quoteKey(name)}: ${printTree(member, [...keys, name])}`
    })
    return `{\n${members.join('\n')}\n}`
  }

  return printTree(routes, [])
}

const printModule = ({ checker, program }) => {
  const moduleOf = (file) => checker.getSymbolAtLocation(program.getSourceFile(pathOf(file)))
  const exportsOf = (file) => checker.getExportsOfModule(moduleOf(file))

  const types = exportsOf('client/types.ts').map((symbol) => {
    const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    const doc = comment(target.getDocumentationComment(checker))
    return { name: symbol.name, doc, type: checker.getDeclaredTypeOfSymbol(target) }
  })
  const api = types.find(({ name }) => name === 'Api')
  // Short types first: the type of a book then contains the name of the category's type.
  const lengthOf = ({ type }) => checker.typeToString(type, undefined, expanded).length
  const others = types.filter((type) => type !== api).sort((a, b) => lengthOf(a) - lengthOf(b))

  const imported = exportsOf('client/response.ts').map(({ name }) => name)
  const { nameType, printFunction } = createPrinter(checker, new Set(imported))
  const declarations = others.map(({ name, doc, type }) => {
    const text = nameType(name, type)
    return `${doc}export ${text.startsWith('{') ? `interface ${name} ${text}` : `type ${name} = ${text}`}`
  })
  const routes = printRoutes(checker, printFunction, api.type)
  return [
    "import type { ApiResponse, RequestOptions } from './response.ts'",
    ...declarations,
    `${api.doc}export interface Api ${routes}`,
  ].join('\n\n')
}

/** @returns the text of a module that exports what client/types.ts exports */
export const printContract = () => {
  const compiler = new API({ cwd: fileURLToPath(root) })
  try {
    const snapshot = compiler.updateSnapshot({ openProjects: ['client/tsconfig.json'] })
    return printModule(snapshot.getProject(pathOf('client/tsconfig.json')))
  } finally {
    compiler.close()
  }
}
