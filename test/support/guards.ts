import { requireReadOrWrite, requireScope } from '../../src/auth/require-scope.ts'
import { requireUser } from '../../src/auth/require-user.ts'
import { routeScopes } from '../../src/auth/scopes.ts'

const guards: unknown[] = [requireUser, requireReadOrWrite, ...routeScopes.map(requireScope)]

/** Whether a handler of a route line is the guard of a bearer token. */
export const isGuard = ({ handler }: { handler: unknown }): boolean => guards.includes(handler)
