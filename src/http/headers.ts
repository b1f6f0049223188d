import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import type { Usage } from '../db/client.ts'
import { factory, type RequestLine } from './env.ts'

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
    // These speak of pages with scripts, of plugins and of old browsers. `sandbox` isolates a response shown as a page, and
    // each header costs time on every response.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  }),
)
secure.get('/', (c) => c.body(null))

// Collected once: setting a dozen headers one by one on every response takes longer than the rest of a read.
const common = (await secure.request('/')).headers
// No cache may store a response, unless its route says otherwise.
common.set('Cache-Control', 'no-store')

export type HeaderRecord = Partial<Record<string, string>>

export interface ResponseOptions {
  status: number
  /** Headers besides the common ones. */
  headers?: HeaderRecord | undefined
}

/**
 * Makes every response of the API, with the common headers and the bookmark of D1. The common headers are copied into the
 * response in one step: each copy, and each header that is set alone, crosses from JavaScript into the runtime.
 */
export const makeResponse = (
  c: Context,
  body: string | ReadableStream | null,
  { status, headers: own = {} }: ResponseOptions,
): Response => {
  const response = new Response(body, { status, headers: common })
  const { headers } = response
  headers.set('X-Request-Id', c.get('requestId'))
  // Absent if the configuration is broken: the database is opened after it.
  const bookmark = c.get('db')?.bookmark()
  if (bookmark) headers.set('X-D1-Bookmark', bookmark)
  // Not for visitors: it would tell them how long a password or an unknown email took.
  const line = c.get('line')
  if (line && c.get('callerId')) headers.set('Server-Timing', serverTiming(line, c.get('db').usage))
  for (const [name, value] of Object.entries(own)) if (value !== undefined) headers.set(name, value)
  return response
}

/** The time that the request waited so far: for D1, and in all. */
const serverTiming = ({ startedAt }: RequestLine, { waitedMs }: Readonly<Usage>): string =>
  `d1;dur=${waitedMs}, total;dur=${Date.now() - startedAt}`

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
  if (c.get('config').corsOrigins.length === 0) return next()
  const preflight = await allow(c, next)
  if (!preflight) return
  return makeResponse(c, null, { status: preflight.status, headers: Object.fromEntries(preflight.headers) })
})
