import type { AppEnv, RequestContext } from '../http/env.ts'
import type { Scope } from './scopes.ts'

/** The claims of a verified access token. Only D1 knows whether the session is still live, see live-caller.ts. */
export interface SessionCaller {
  kind: 'session'
  userId: string
  sessionId: string
  /** When the request arrived. */
  at: Date
}

/** A well-formed API key. Only D1 knows whether it exists, and whether it has the scope, see live-caller.ts. */
export interface KeyCaller {
  kind: 'key'
  userId: string
  /** SHA-256 of the key. */
  digest: string
  /** The scope that the route asks for. */
  scope: Scope
  /** When the request arrived. */
  at: Date
}

export type Caller = SessionCaller | KeyCaller

/** The environment behind a guard. */
export type CallerEnv<C extends Caller = Caller> = AppEnv & { Variables: { caller: C } }

/** A request behind a guard. */
export type CallerContext<C extends Caller = Caller> = RequestContext<{ caller: C }>

/** A request behind `requireUser`. */
export type SessionContext = CallerContext<SessionCaller>
