import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import { factory } from './env.ts'
import { ApiError } from './errors.ts'

type Handler = (...args: never[]) => unknown

// Handlers are told apart by identity: the one on the route line is the one that Hono says has matched.
const readers = new WeakSet<Handler>()
const guards = new WeakSet<Handler>()

/** Marks a handler as one that reads the query, and checks all of it. */
export const readsQuery = <T extends Handler>(handler: T): T => {
  readers.add(handler)
  return handler
}

/** Marks a guard that calls `requireKnownQuery` itself, once it knows who asks. */
export const checksQueryLater = <T extends Handler>(guard: T): T => {
  guards.add(guard)
  return guard
}

/**
 * Refuses query parameters where no handler of the route reads them: a slip in a parameter's name must not pass for a
 * request without it.
 * @throws ApiError `invalid_query`
 */
export const requireKnownQuery = (c: Context): void => {
  const names = Object.keys(c.req.queries())
  if (names.length === 0 || matchedRoutes(c).some(({ handler }) => readers.has(handler))) return
  const issues = names.slice(0, 20).map((path) => ({ path, message: 'Unknown parameter.' }))
  throw new ApiError('invalid_query', { issues })
}

/** `requireKnownQuery` for the routes that nobody guards. */
export const knownQuery = factory.createMiddleware(async (c, next) => {
  const routes = matchedRoutes(c).filter(({ method }) => method !== 'ALL')
  if (routes.length > 0 && !routes.some(({ handler }) => guards.has(handler))) requireKnownQuery(c)
  await next()
})
