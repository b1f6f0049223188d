import type { MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import type { ErrorCode } from './errors.ts'
import type { RequestHeader, ResponseHeader } from './named-headers.ts'

export type Tag = 'Account' | 'Sessions' | 'Books' | 'Import and export' | 'Covers' | 'Service'

/** An answer other than a refusal. */
export interface Answer {
  /** What it says, in the envelope's `message` if it has one; and what the document says about it. */
  message: string
  /** What the envelope holds as `data`; for a list, one of its rows. */
  data?: z.ZodType
  /** The rows of a page, with `page.next`. */
  isPage?: boolean
  /** Instead of the envelope: media type → schema. */
  content?: Record<string, z.ZodType>
  headers?: readonly ResponseHeader[]
  /** A refusal that says more than others do: `data` is there all the same. */
  failure?: ErrorCode
}

/** What only the route itself knows. */
export interface Operation {
  id: string
  summary: string
  description?: string
  tag: Tag
  answers: Record<number, Answer>
  /** Whether the route line takes `PUT` as well as `PATCH`: to OpenAPI that is an operation of its own. */
  alsoByPut?: boolean
  /** Codes that the handler throws; those of guards and validators are described by these. */
  refuses?: readonly ErrorCode[]
  requestHeaders?: readonly RequestHeader[]
  /** What its refusals have besides the usual headers. */
  refusalHeaders?: readonly ResponseHeader[]
  /** A JSON body that the handler reads itself, at times. */
  body?: z.ZodType
  /** Ways to say who asks, each enough by itself; where no guard says it. */
  security?: readonly SecurityScheme[]
}

export type SecurityScheme = 'bearer' | 'refreshCookie' | 'basic' | 'downloadToken' | 'none'

export type Target = 'json' | 'form' | 'query' | 'param'

export interface Input {
  target: Target
  schema: z.ZodType
  /** Whether the body may be left out. */
  isOptional?: boolean
}

/** What one handler on a route line says about the whole route. */
export interface Fragment {
  operation?: Operation
  inputs?: readonly Input[]
  refuses?: readonly ErrorCode[]
  requestHeaders?: readonly RequestHeader[]
  responseHeaders?: readonly ResponseHeader[]
  security?: readonly SecurityScheme[]
}

type Handler = (...args: never[]) => unknown

// By identity: the handler on the route line is the one that Hono lists in `app.routes`.
const fragments = new WeakMap<Handler, Fragment>()

/** Says what a guard or validator adds to the description of every route that it stands on. @returns the handler */
export const described = <T extends Handler>(handler: T, fragment: Fragment): T => {
  fragments.set(handler, fragment)
  return handler
}

export const fragmentOf = (handler: Handler): Fragment => fragments.get(handler) ?? {}

/** Stands on a route line and says what the route is for. It does nothing to a request. */
export const describe = (operation: Operation): MiddlewareHandler =>
  described((_c, next) => next(), { operation })
