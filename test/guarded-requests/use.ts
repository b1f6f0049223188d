import type { Session } from '../support/client.ts'
import type { TestBook, TestUser } from '../support/makers.ts'

export interface Use {
  /** Method and path, like in `app.routes`. */
  route: string
  name?: string
  /** The maximum of D1 round trips, for test/round-trips.matrix.ts. */
  trips: number
  /** The path of the request, if it differs from that of the route. */
  path?: (book: TestBook, session: Session & { user: TestUser }) => string | Promise<string>
  /** An admin with a passkey sends the request, about themselves. */
  isAdmin?: boolean
  body?: (session: Session & { user: TestUser }) => unknown
}
