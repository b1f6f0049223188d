// Every type here is derived from the Worker's. The package has a copy of them that is expanded to plain types:
// see scripts/client/contract.mjs.
import type { ClientResponse, hc } from 'hono/client'
import type { SuccessStatusCode } from 'hono/utils/http-status'
import type { App } from '../src/app.ts'
import type { ApiResponse, DataOf, RequestOptions } from './response.ts'

export type { ErrorCode, Issue } from '../src/http/errors.ts'

type ReturnedStatus = SuccessStatusCode | 304

/** The responses that a call can return. Every other response is thrown. */
type Returned<Received> =
  Received extends ClientResponse<infer Body, infer Status, infer Format>
    ? [Extract<Status, ReturnedStatus>] extends [never]
      ? never
      : ApiResponse<Format extends 'json' ? Body : unknown, Extract<Status, ReturnedStatus>>
    : never

type Call<Args, Received> = undefined extends Args
  ? (args?: Args, options?: RequestOptions) => Promise<Returned<Received>>
  : (args: Args, options?: RequestOptions) => Promise<Returned<Received>>

type Member<Key, Value> = Key extends '$url' | '$path'
  ? Value extends (args?: infer Args) => unknown
    ? (args?: Args) => Key extends '$url' ? URL : string
    : never
  : Value extends (args: infer Args, ...rest: never) => Promise<infer Received>
    ? Call<Args, Received>
    : Routes<Value>

type Routes<Members> = { [Key in keyof Members]: Member<Key, Members[Key]> }

/** Every route of the service, typed: `api.books.$get({ query: { limit: '50' } })`. */
export type Api = Routes<ReturnType<typeof hc<App>>>

/** The result of `data` for an endpoint. */
type ResultOf<Endpoint extends (...args: never[]) => Promise<unknown>> = DataOf<Awaited<ReturnType<Endpoint>>>

/** A user as the user sees it. */
export type User = ResultOf<Api['users']['$get']>
/** How a reader shares the shelf. */
export type Share = ResultOf<Api['users']['share']['$get']>
/** A book as visitors of a shared shelf see it. */
export type SharedBook = ResultOf<Api['shares'][':key']['$get']>[number]
/** One place where the user is signed in. */
export type Session = ResultOf<Api['users']['sessions']['$get']>[number]
/** A book with the URLs of its cover. */
type ReadBook = ResultOf<Api['books'][':id']['$get']>
/** A book as its owner sees it. */
export type OwnBook = Extract<ReadBook, { version: number }>
/** A book as any reader may see it. */
export type Book = Exclude<ReadBook, { version: number }>
/** A book in a list of its owner: without review, notes and fields of their own. */
export type ListedBook = Extract<ResultOf<Api['books']['$get']>[number], { version: number }>
/** The categories of books. */
export type Category = NonNullable<Book['category']>
/** The result of an import, row by row. */
export type ImportReport = ResultOf<Api['books']['import']['$post']>
/** The formats of an export. */
export type ExportFormat = NonNullable<
  NonNullable<Parameters<Api['books']['export']['$get']>[0]>['query']['format']
>

/** The tokens of a session. There is no refresh token where it is in a cookie. */
export type Tokens = ResultOf<Api['users']['login']['$post']>
