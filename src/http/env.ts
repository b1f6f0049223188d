import type { Context } from 'hono'
import { createFactory } from 'hono/factory'
import type { RequestIdVariables } from 'hono/request-id'
import type { Database } from '../db/client.ts'
import type { Config } from './config.ts'
import type { MetricsEnv } from './metrics.ts'

/** The content of a request's line in the log, see request-line.ts. It holds no secret and no personal data. */
export interface RequestLine {
  /** When the request arrived, in milliseconds since 1970. */
  readonly startedAt: number
  /** More fields. */
  fields?: Record<string, string | undefined>
  /** For a streamed body: resolves when it has ended, or when the client went away; fails when it broke off. */
  streamed?: Promise<'sent' | 'abandoned'>
}

export interface AppEnv {
  Bindings: Env & MetricsEnv
  Variables: RequestIdVariables & {
    config: Config
    db: Database
    /** The bucket of covers. Each call has a time limit. */
    bucket: R2Bucket
    /** For the log: set behind a guard, once it is proven. Access rests on `caller`, whose type only a guard gives. */
    callerId?: string
    /** The caller's key of limits: set behind a guard. */
    limitKey?: string
    /** The error of the response. */
    failure?: { code: string; status: number; cause?: unknown }
    line: RequestLine
    /** For clients that read `code` of the body as a number: the number of an error. */
    numberOfError?: (code: string) => number
  }
}

export const factory = createFactory<AppEnv>()

/** A request as functions outside a route line take it. `Variables` are those that a guard has set. */
export type RequestContext<Variables extends object = object> = Pick<
  Context<AppEnv & { Variables: Variables }>,
  'req' | 'res' | 'env' | 'var' | 'executionCtx'
>
