import type { Hono } from 'hono'
import { type AppEnv, factory } from './env.ts'
import { ApiError } from './errors.ts'

interface Path {
  segments: string[]
  methods: string[]
}

const isParameter = (segment: string | undefined) => segment?.startsWith(':') ?? false

/** Paths with a fixed word before those with a parameter in its place: `/books/import` before `/books/:id`. */
const bySpecificity = ({ segments: a }: Path, { segments: b }: Path): number => {
  // A sort needs one order for all paths, also where one is the start of the other.
  if (a.length !== b.length) return a.length - b.length
  const at = a.findIndex((segment, index) => isParameter(segment) !== isParameter(b[index]))
  return at === -1 ? 0 : Number(isParameter(a[at])) - Number(isParameter(b[at]))
}

const pathsOf = (routes: Hono<AppEnv>['routes']): Path[] => {
  const methods = new Map<string, Set<string>>()
  for (const { path, method } of routes.filter((route) => route.method !== 'ALL')) {
    const own = methods.get(path) ?? new Set()
    for (const one of method === 'GET' ? ['GET', 'HEAD'] : [method]) own.add(one)
    methods.set(path, own)
  }
  return [...methods]
    .map(([path, own]) => ({ segments: path.split('/'), methods: [...own] }))
    .toSorted(bySpecificity)
}

const fits = (path: string[]) => (one: Path) =>
  one.segments.length === path.length &&
  one.segments.every(
    (segment, index) => segment === path[index] || (isParameter(segment) && path[index] !== ''),
  )

/**
 * Rejects a method that the path does not support. Only the most specific route counts: a wrong method on `/books/import`
 * must not reach `/books/:id`, where "import" would be an unknown id.
 * @param routesOf called at the first request, when all routes are there
 * @throws ApiError `method_not_allowed`, with `Allow` (RFC 9110, section 15.5.6)
 */
export const rejectMethod = (routesOf: () => Hono<AppEnv>['routes']) => {
  let paths: Path[] | undefined
  return factory.createMiddleware(async (c, next) => {
    paths ??= pathsOf(routesOf())
    const found = paths.find(fits(c.req.path.split('/')))
    if (found && !found.methods.includes(c.req.method))
      throw new ApiError('method_not_allowed', { headers: { Allow: found.methods.join(', ') } })
    await next()
  })
}
