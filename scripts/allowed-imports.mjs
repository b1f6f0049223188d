// The rooms of `src` and `web/src`, and the rooms that each may import. A room names only rooms above its own row, so there
// are no cycles between rooms. A new folder needs a row.

/** @type {Record<string, Record<string, string[]>>} */
export const allowedImports = {
  src: {
    bindings: [],
    db: ['bindings'],
    http: ['db', 'bindings'],
    openapi: ['http'],
    docs: ['openapi', 'http'],
    health: ['http', 'db', 'bindings'],
    reports: ['http'],
    pages: ['http', 'bindings'],
    auth: ['http', 'db'],
    idempotency: ['auth', 'http', 'db', 'bindings'],
    covers: ['auth', 'http', 'db', 'bindings'],
    users: ['auth', 'http', 'db'],
    sessions: ['users', 'auth', 'http', 'db'],
    quotas: ['covers', 'http', 'db'],
    books: ['quotas', 'sessions', 'idempotency', 'covers', 'auth', 'http', 'db'],
    lookup: ['books', 'covers', 'auth', 'http', 'db', 'bindings'],
    erasure: ['quotas', 'users', 'covers', 'auth', 'http', 'db'],
  },
  'web/src': {
    connection: [],
    cover: [],
    design: [],
    errors: [],
    router: [],
    session: [],
    workers: [],
    dialog: ['design'],
    toasts: ['design'],
    forms: ['design', 'errors'],
    docs: ['design', 'errors', 'forms'],
    page: ['connection', 'design', 'errors'],
    library: ['connection', 'errors', 'router', 'session', 'toasts'],
    'sign-in': ['design', 'errors', 'forms', 'page', 'router', 'session'],
    import: ['design', 'errors', 'forms', 'library', 'page', 'router', 'session'],
    account: [
      'connection',
      'design',
      'dialog',
      'errors',
      'forms',
      'library',
      'page',
      'router',
      'session',
      'toasts',
    ],
    book: ['cover', 'design', 'dialog', 'errors', 'forms', 'library', 'page', 'router', 'session', 'toasts'],
    shelf: ['book', 'cover', 'design', 'errors', 'library', 'page', 'router', 'session'],
    shell: ['connection', 'design', 'errors', 'router', 'toasts'],
  },
}

/**
 * Packages that only some files may import.
 * @type {{ files: RegExp, packages: RegExp, except?: string, message: string }[]}
 */
export const allowedPackages = [
  {
    files: /^src\//,
    packages: /^jose$/,
    except: 'src/auth/access-tokens.ts',
    message: 'only auth/access-tokens.ts imports jose',
  },
  { files: /\/routes\.ts$/, packages: /^drizzle-orm/, message: 'SQL is built in statements.ts' },
  { files: /\/(statements|storage)\.ts$/, packages: /^hono/, message: 'HTTP ends at the routes' },
]
