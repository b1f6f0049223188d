import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { factory } from './env.ts'

// No response of the API is a page. If a browser shows one as a page, its scripts do not run.
const secure = new Hono().use(
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      sandbox: [],
    },
    strictTransportSecurity: 'max-age=63072000; includeSubDomains',
    xFrameOptions: 'DENY',
  }),
)
secure.get('/', (c) => c.body(null))

// Collected once: setting a dozen headers one by one on every response takes longer than the rest of a read.
const common = (await secure.request('/')).headers
// No cache may store a response, unless its route says otherwise.
common.set('Cache-Control', 'no-store')

export type HeaderRecord = Partial<Record<string, string>>

/** @returns the headers of a response: the common ones, the bookmark of D1, and its `own` */
export const responseHeaders = (c: Context, own: HeaderRecord = {}): Headers => {
  const headers = new Headers(common)
  headers.set('X-Request-Id', c.get('requestId'))
  // Absent if the configuration is broken: the database is opened after it.
  const bookmark = c.get('db')?.bookmark()
  if (bookmark) headers.set('X-D1-Bookmark', bookmark)
  for (const [name, value] of Object.entries(own)) if (value !== undefined) headers.set(name, value)
  return headers
}

const allow = cors({
  origin: (origin, c: Context) => (c.var.config.corsOrigins.includes(origin) ? origin : null),
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: [
    'Authorization',
    'Content-Type',
    'If-Match',
    'If-None-Match',
    'Idempotency-Key',
    'Range',
    'X-D1-Bookmark',
    'X-Request-Id',
  ],
  exposeHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-D1-Bookmark', 'X-Request-Id'],
  maxAge: 600,
})

/** Scripts of the configured origins may call the API with a token, never with cookies. */
export const crossOrigin = factory.createMiddleware(async (c, next) => {
  if (c.var.config.corsOrigins.length === 0) return next()
  const preflight = await allow(c, next)
  if (!preflight) return
  const headers = responseHeaders(c, Object.fromEntries(preflight.headers))
  return new Response(null, { status: preflight.status, headers })
})
