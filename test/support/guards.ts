import { requireReadOrWrite, requireScope } from '../../src/auth/require-scope.ts'
import { requireUser } from '../../src/auth/require-user.ts'
import { routeScopes } from '../../src/auth/scopes.ts'
import { requireDownload } from '../../src/sessions/download-tokens/require-download.ts'

const guardsOfKeys: unknown[] = [requireReadOrWrite, ...routeScopes.map(requireScope)]

/** Whether a handler of a route line is the guard of a bearer token. */
export const isGuard = ({ handler }: { handler: unknown }): boolean =>
  handler === requireUser || guardsOfKeys.includes(handler)

/** Whether a handler of a route line is a guard that lets API keys act. */
export const takesKeys = ({ handler }: { handler: unknown }): boolean =>
  handler === requireDownload || guardsOfKeys.includes(handler)
