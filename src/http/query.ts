import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import { factory } from './env.ts'
import { ApiError } from './errors.ts'
import { maxIssues } from './limits.ts'

type Handler = (...args: never[]) => unknown

// By identity: Hono reports the handlers of the matched route line themselves.
const readers = new WeakSet<Handler>()
const guards = new WeakSet<Handler>()

/** Marks a handler that checks the whole query. */
export const readsQuery = <T extends Handler>(handler: T): T => {
  readers.add(handler)
  return handler
}

/** Marks a guard that calls `requireKnownQuery` itself, after it has authenticated the caller. */
export const checksQueryLater = <T extends Handler>(guard: T): T => {
  guards.add(guard)
  return guard
}

// Most requests have no query, and this is faster than parsing none.
const hasQuery = (c: Context) => c.req.url.includes('?')

/**
 * Finds query parameters where no handler of the route reads the query: otherwise a misspelled parameter would pass
 * unnoticed.
 * @returns ApiError `invalid_query`, or undefined
 */
export const unknownQuery = (c: Context): ApiError | undefined => {
  if (!hasQuery(c)) return undefined
  const names = Object.keys(c.req.queries())
  if (names.length === 0 || matchedRoutes(c).some(({ handler }) => readers.has(handler))) return undefined
  const issues = names
    .slice(0, maxIssues)
    .map((path) => ({ path, message: 'This parameter does not exist.' }))
  return new ApiError('invalid_query', { issues })
}

/** @throws ApiError `invalid_query`, see `unknownQuery` */
export const requireKnownQuery = (c: Context): void => {
  const error = unknownQuery(c)
  if (error) throw error
}

/** `requireKnownQuery` for the routes without a guard. */
export const knownQuery = factory.createMiddleware((c, next) => {
  if (!hasQuery(c)) return next()
  const routes = matchedRoutes(c).filter(({ method }) => method !== 'ALL')
  if (routes.length > 0 && !routes.some(({ handler }) => guards.has(handler))) requireKnownQuery(c)
  return next()
})
