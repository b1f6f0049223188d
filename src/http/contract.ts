import type { Context, MiddlewareHandler, TypedResponse } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import type * as z from 'zod'
import type { AppEnv } from './env.ts'
import { type HeaderRecord, makeResponse } from './headers.ts'
import { marked, type Operation } from './marks.ts'
import type { RequiredResponseHeader, ResponseHeader } from './named-headers.ts'
import { nextUrl } from './pagination.ts'

type HeaderOf<R> = R extends { headers: readonly (infer Name extends ResponseHeader)[] } ? Name : never
type Headers<R, More extends string = never> = Record<HeaderOf<R> & RequiredResponseHeader, string> &
  Partial<Record<HeaderOf<R> | More, string>> &
  Partial<Record<Exclude<ResponseHeader, HeaderOf<R> | More> | 'message', never>>
/** The headers may be left out, unless the contract has one that is always present. */
type HeaderArguments<R> = [HeaderOf<R> & RequiredResponseHeader] extends [never]
  ? [headers?: Headers<R>]
  : [headers: Headers<R>]

type Content = string | ReadableStream | null
type FileHeader = 'Content-Type' | 'Content-Length' | 'Cross-Origin-Resource-Policy'

type Arguments<R> = R extends { content: object }
  ? [content: Content, headers: Headers<R, FileHeader>]
  : R extends { data: infer Schema extends z.ZodType }
    ? R extends { isPage: true }
      ? [rows: z.output<Schema>[], next: string | null, ...HeaderArguments<R>]
      : [data: z.output<Schema>, ...HeaderArguments<R>]
    : HeaderArguments<R>

type BodyOf<R> = R extends { data: infer Schema extends z.ZodType }
  ? R extends { isPage: true }
    ? { message: string; data: z.output<Schema>[]; page: { next: string | null } }
    : { message: string; data: z.output<Schema> }
  : null

type ResponseOf<R, Status extends StatusCode> = Response &
  TypedResponse<BodyOf<R>, Status, R extends { data: z.ZodType } ? 'json' : 'body'>

/** Sends a response of the contract. A status, body or header that the contract lacks does not compile. */
type Respond<O extends Operation> = <Status extends keyof O['responses'] & StatusCode>(
  status: Status,
  ...body: Arguments<O['responses'][Status]>
) => ResponseOf<O['responses'][Status], Status>

const respond = (c: Context, { responses }: Operation, status: StatusCode, args: unknown[]): Response => {
  const { message, data, isPage, pageParameter, content, error } = responses[status] ?? {}
  const send = (body: Content, own: unknown) =>
    makeResponse(c, body, { status, headers: own as HeaderRecord | undefined })
  if (content) return send(args[0] as Content, args[1])
  if (!data) return send(null, args[0])
  const [body, next] = args
  const page = isPage ? { page: { next } } : {}
  const json = JSON.stringify({ message, data: body, ...page, ...(error && { error: { code: error } }) })
  const link = isPage && typeof next === 'string' ? { Link: linkTo(c, next, pageParameter) } : {}
  const own = args[isPage ? 2 : 1] as HeaderRecord | undefined
  return send(json, { 'Content-Type': 'application/json', ...link, ...own })
}

const linkTo = (c: Context, cursor: string, parameter?: string) =>
  `<${nextUrl(c.var.config.publicUrl, c.req.url, cursor, parameter)}>; rel="next"`

/** Stands first on a route line. The handler responds through it: `c.var.respond(200, presentBook(row))`. */
export const contract = <const O extends Operation>(
  operation: O,
): MiddlewareHandler<AppEnv & { Variables: { respond: Respond<O> } }> =>
  marked(
    (c, next) => {
      c.set('respond', ((status, ...body) => respond(c, operation, status, body)) as Respond<O>)
      return next()
    },
    { operation },
  )
