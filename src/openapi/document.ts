import type { RouterRoute } from 'hono/types'
import { markOf } from '../http/marks.ts'
import { requestHeaders, responseHeaders } from '../http/named-headers.ts'
import { version } from '../http/version.ts'
import { errorSchemas } from './errors.ts'
import { describeOperation, type Shared } from './operation.ts'

const tags = {
  Account: 'Sign-up, and the account of the signed-in user.',
  Administration: 'Accounts of others, for admins.',
  Sessions: 'Sign-in, sign-out, tokens, and the list of sessions.',
  'Second factors': 'The authenticator app, recovery codes, and proof of a change.',
  Books: 'A library: add, list, search, change and delete books.',
  'Import and export': 'A whole library in or out.',
  Covers: 'The files of covers. They are public and never change.',
  Sharing: 'A shelf that visitors may see, at an address that only its owner gives away.',
  Assistants: 'The Model Context Protocol.',
  'E-readers': 'Reading progress of devices with KOReader, and the books that it belongs to.',
  Service: 'The service itself.',
}

const description = `A library of books with covers. Anyone can sign up.

- Success is \`{ message, data }\`; a list adds \`page.next\`, the cursor of the next page, and a \`Link\` header.
- An error is \`{ message, data: null, error: { code, issues } }\`. Switch on \`code\`; \`message\` is for people.
- Input is strict: an unknown or repeated field, part or query parameter is 400.
- \`HEAD\` works where \`GET\` does, and a slash at the end of a path does not matter.
- Timestamps are RFC 3339 in UTC, ids are UUIDv7.`

const isOperation = ({ method }: RouterRoute) => method !== 'ALL'
const nameOf = ({ method, path }: RouterRoute) => `${method} ${path}`

const titleCase = (word: string) => word.charAt(0) + word.slice(1).toLowerCase()

const pathOf = (path: string) => path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1')

const parameters = Object.fromEntries(
  Object.entries(requestHeaders).map(([name, header]) => [
    name,
    { name, in: 'header', required: false, ...header },
  ]),
)

const sorted = <T>(map: Map<string, T>) =>
  Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)))

type Paths = Record<string, Record<string, object>>

/** The operation of one route line, if it has a contract. */
const operationOf = (handlers: readonly RouterRoute[], ids: Set<string>, method: string, shared: Shared) => {
  const marks = handlers.map(({ handler }) => markOf(handler))
  const operation = marks.find((mark) => mark.operation)?.operation
  if (!operation) return undefined
  if (!(operation.tag in tags)) throw new Error(`The document has no tag ${operation.tag}`)
  // Two methods may share a contract. In OpenAPI they are two operations, and each needs its own id.
  const id = ids.has(operation.id) ? `${operation.id}By${titleCase(method)}` : operation.id
  ids.add(id)
  return describeOperation({ ...operation, id }, marks, shared)
}

const pathsOf = (routes: readonly RouterRoute[], shared: Shared): Paths => {
  const paths: Paths = {}
  const ids = new Set<string>()
  for (const [name, handlers] of Map.groupBy(routes.filter(isOperation), nameOf)) {
    const [method = '', path = ''] = name.split(' ')
    const operation = operationOf(handlers, ids, method, shared)
    if (operation) paths[pathOf(path)] = { ...paths[pathOf(path)], [method.toLowerCase()]: operation }
  }
  return paths
}

/**
 * @param routes Hono's own list: one entry for every handler on a route line
 * @returns the OpenAPI 3.1 document of an app, from the marks on its route lines. A test compares it with the routes.
 */
export const documentOf = (routes: readonly RouterRoute[]) => {
  const shared: Shared = {
    schemas: new Map(Object.entries(errorSchemas)),
    responses: new Map(),
    securitySchemes: new Map(),
  }
  const paths = pathsOf(routes, shared)
  return {
    openapi: '3.1.1',
    info: {
      title: 'Bookplate',
      version,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: '/',
        description: 'The service that serves this document: local, staging or production.',
        'x-internal': false,
      },
    ],
    tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
    paths,
    components: {
      schemas: sorted(shared.schemas),
      responses: sorted(shared.responses),
      parameters,
      headers: responseHeaders,
      securitySchemes: sorted(shared.securitySchemes),
    },
  }
}
