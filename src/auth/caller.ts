import type { AppEnv, RequestContext } from '../http/env.ts'

/** The claims of a verified access token. Only D1 knows whether the session is still live, see live-caller.ts. */
export interface Caller {
  userId: string
  sessionId: string
  /** When the request arrived. */
  at: Date
}

/** The environment behind a guard. */
export type CallerEnv = AppEnv & { Variables: { caller: Caller } }

/** A request behind a guard. */
export type CallerContext = RequestContext<{ caller: Caller }>
