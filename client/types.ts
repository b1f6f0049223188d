import type { hc, InferRequestType } from 'hono/client'
import type { App } from '../src/app.ts'
import type { DataOf } from './envelope.ts'

export type { App } from '../src/app.ts'
export type { ErrorCode, Issue } from '../src/http/errors.ts'

/** Every route of the service, as Hono's typed client. */
export type Api = ReturnType<typeof hc<App>>

/** What `data` gives for an endpoint. */
type Answer<Endpoint extends (...args: never[]) => Promise<unknown>> = DataOf<Awaited<ReturnType<Endpoint>>>

export type User = Answer<Api['users']['$get']>
/** One place where the user is signed in. */
export type Session = Answer<Api['users']['sessions']['$get']>[number]
export type Book = Answer<Api['books'][':id']['$get']>
export type Category = Book['category']
export type ImportReport = Answer<Api['books']['import']['$post']>
export type ExportFormat = NonNullable<InferRequestType<Api['books']['export']['$get']>['query']['format']>

/** What signing in and refreshing answer with; without a refresh token where that is in a cookie. */
export type Tokens = Answer<Api['users']['login']['$post']>
