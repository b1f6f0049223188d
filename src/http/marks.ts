import type { StatusCode } from 'hono/utils/http-status'
import type * as z from 'zod'
import type { ErrorCode } from './errors.ts'
import type { RequestHeader, ResponseHeader } from './named-headers.ts'

/** A way to authenticate, as a Security Scheme Object of OpenAPI under its name; `none` where it is optional. */
export type SecurityScheme =
  | {
      readonly name: string
      readonly definition: object
      /** Those that the credentials must have. */
      readonly scopes?: readonly string[]
    }
  | 'none'

/** A response of a route, other than those of the error table. */
export interface ResponseContract {
  /** The envelope's `message`, if the response has an envelope; and its description in the document. */
  message: string
  /** The envelope's `data`. For a list: one row. */
  data?: z.ZodType
  /** Whether the response is a list, with `page.next`. */
  isPage?: boolean
  /** The query parameter that takes `page.next`; `cursor` by default. */
  pageParameter?: string
  /** Instead of the envelope: media type → schema. */
  content?: Record<string, z.ZodType>
  headers?: readonly ResponseHeader[]
  /** The code of an error response that has `data` as well. */
  error?: ErrorCode
}

/** The part of a route's contract that the route itself knows; guards and validators add theirs. */
export interface Operation {
  id: string
  summary: string
  description?: string
  /** A heading of the document, see openapi/document.ts. */
  tag: string
  responses: Partial<Record<StatusCode, ResponseContract>>
  /** The codes that the handler itself throws. */
  errors?: readonly ErrorCode[]
  /** Headers of its error responses, besides the common ones. */
  errorHeaders?: readonly ResponseHeader[]
  requestHeaders?: readonly RequestHeader[]
  /** A JSON body that the handler reads itself, and not always. */
  body?: z.ZodType
  /** Alternative ways to authenticate, where no guard says them. */
  security?: readonly SecurityScheme[]
}

type Target = 'json' | 'form' | 'query' | 'param'

export interface Input {
  target: Target
  schema: z.ZodType
  /** Whether the body may be left out. */
  isOptional?: boolean
  /** Of the body, if it is not the usual one of the target. */
  mediaType?: string
}

/** The part of a route's contract that one handler on the route line knows. The OpenAPI document is made of them. */
export interface Mark {
  operation?: Operation
  inputs?: readonly Input[]
  errors?: readonly ErrorCode[]
  requestHeaders?: readonly RequestHeader[]
  responseHeaders?: readonly ResponseHeader[]
  security?: readonly SecurityScheme[]
}

type Handler = (...args: never[]) => unknown

// By identity: Hono lists the handler of the route line itself in `app.routes`.
const marks = new WeakMap<Handler, Mark>()

/** Adds to the contract of every route that has `handler` on its line. @returns the handler */
export const marked = <T extends Handler>(handler: T, mark: Mark): T => {
  marks.set(handler, mark)
  return handler
}

export const markOf = (handler: Handler): Mark => marks.get(handler) ?? {}
