import type { Context } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { factory } from './env.ts'

/** No response of the API is a page. If a browser shows one as a page, its scripts do not run. */
export const securityHeaders = secureHeaders({
  overwrite: false,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    sandbox: [],
  },
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  xFrameOptions: 'DENY',
})

/** No cache may store a response, unless its route says otherwise. */
export const noStore = factory.createMiddleware(async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
})

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
export const crossOrigin = factory.createMiddleware((c, next) =>
  c.var.config.corsOrigins.length > 0 ? allow(c, next) : next(),
)
