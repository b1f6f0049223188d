import { createFactory } from 'hono/factory'
import type { RequestIdVariables } from 'hono/request-id'
import type { Database } from '../db/client.ts'
import type { Config } from './config.ts'

/** Who asks: what a verified access token says. Whether the session is still open, only D1 knows. */
export interface Caller {
  userId: string
  sessionId: string
  /** When they ask. */
  at: Date
}

export interface AppEnv {
  Bindings: Env
  Variables: RequestIdVariables & { config: Config; db: Database; caller: Caller }
}

export const factory = createFactory<AppEnv>()
