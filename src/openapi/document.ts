import type { RouterRoute } from 'hono/types'
import packageJson from '../../package.json' with { type: 'json' }
import { fragmentOf, type Tag } from '../http/marks.ts'
import { failureSchemas } from './errors.ts'
import { requestHeaders, responseHeaders } from '../http/named-headers.ts'
import { describeOperation, type Shared } from './operation.ts'

const tags: Record<Tag, string> = {
  Account: 'Signing up, and the account of who is signed in.',
  Sessions: 'Signing in and out, tokens, and where somebody is signed in.',
  Books: 'A library: add, list, search, change and delete books.',
  'Import and export': 'A whole library in or out.',
  Covers: 'The files of covers: public, and never changed.',
  Service: 'About the service itself.',
}

const description = `A library of books with covers, for everybody who signs up.

- Success is \`{ message, data }\`; a list adds \`page.next\`, the cursor of the next page, and a \`Link\` header.
- Failure is \`{ message, data: null, error: { code, issues } }\`. Switch on \`code\`; \`message\` is for people.
- Input is strict: an unknown or repeated field, part or query parameter is 400.
- \`HEAD\` works where \`GET\` does, and a slash at the end of a path does not matter.
- Timestamps are RFC 3339 in UTC, ids are UUIDv7.`

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The `access_token` of a sign-in; good for 15 minutes, and no longer than its session. A JWT as RFC8725 advises.',
  },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'Email and password, for signing in alone; over TLS only.',
  },
  refreshCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-refresh',
    description: 'The refresh token of a browser, which scripts cannot read.',
  },
  downloadToken: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'Single use, for one minute: for links that cannot send a header.',
  },
}

const isOperation = ({ method }: RouterRoute) => method !== 'ALL'
const nameOf = ({ method, path }: RouterRoute) => `${method} ${path}`

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

/** What stands on one route line, if somebody described it. */
const operationOf = (handlers: readonly RouterRoute[], method: string, shared: Shared) => {
  const fragments = handlers.map(({ handler }) => fragmentOf(handler))
  const operation = fragments.find((fragment) => fragment.operation)?.operation
  if (!operation) return undefined
  // A route line of two methods is two operations to OpenAPI, and no two may have the same id.
  const id = method === 'PUT' && operation.alsoByPut ? `${operation.id}ByPut` : operation.id
  return describeOperation({ ...operation, id }, fragments, shared)
}

const pathsOf = (routes: readonly RouterRoute[], shared: Shared): Paths => {
  const paths: Paths = {}
  for (const [name, handlers] of Map.groupBy(routes.filter(isOperation), nameOf)) {
    const [method = '', path = ''] = name.split(' ')
    const operation = operationOf(handlers, method, shared)
    if (operation) paths[pathOf(path)] = { ...paths[pathOf(path)], [method.toLowerCase()]: operation }
  }
  return paths
}

/**
 * The OpenAPI 3.1 document of an app, from what stands on its route lines. It has what somebody described; a test
 * compares it with the routes.
 * @param routes Hono's own list: one entry for every handler on a route line
 */
export const documentOf = (routes: readonly RouterRoute[]) => {
  const shared: Shared = { schemas: new Map(Object.entries(failureSchemas)), responses: new Map() }
  const paths = pathsOf(routes, shared)
  return {
    openapi: '3.1.1',
    info: {
      title: 'Bookplate',
      version: packageJson.version,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: '/',
        description: 'Where this document came from: in production, or local.',
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
      securitySchemes,
    },
  }
}
