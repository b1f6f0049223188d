// Lines that must not compile. `tsc` checks this file: if a line below compiles, its `@ts-expect-error` is the error.
import * as z from 'zod'
import type { CallerContext } from '../../src/auth/caller.ts'
import { asCaller, readAsCaller } from '../../src/auth/live-caller.ts'
import { requireScope } from '../../src/auth/require-scope.ts'
import { requireUser } from '../../src/auth/require-user.ts'
import type { Book } from '../../src/books/rows.ts'
import { selectBook } from '../../src/books/statements.ts'
import type { Database } from '../../src/db/client.ts'
import { contract } from '../../src/http/contract.ts'
import { factory } from '../../src/http/env.ts'
import { insertUser, selectUser, updateName } from '../../src/users/statements.ts'

const shelf = z.object({ name: z.string() })
const shelfContract = contract({
  id: 'readShelf',
  summary: 'Read a shelf',
  tag: 'Books',
  responses: {
    200: { message: 'The shelf.', data: shelf },
    201: { message: 'The new shelf.', data: shelf, headers: ['Location'] },
    204: { message: 'No shelf.' },
  },
})
const app = factory.createApp()
const rename = async ({ var: { caller } }: CallerContext) => caller.userId

export const callerWithoutGuard = app.get('/', shelfContract, async (c) => {
  // @ts-expect-error The caller exists only behind requireUser.
  const { caller } = c.var
  // @ts-expect-error A function that acts for a caller cannot be called without one.
  await rename(c)
  // @ts-expect-error A batch for a caller cannot be run without one.
  await asCaller(c.var, { user: selectUser('id') })
  return c.var.respond(200, { name: String(caller) })
})

export const guardOfAnotherRoute = app
  .get('/guarded', shelfContract, requireUser, (c) => c.var.respond(200, { name: c.var.caller.userId }))
  .get('/open', shelfContract, (c) => {
    // @ts-expect-error The guard of one route line does not reach the next.
    return c.var.respond(200, { name: c.var.caller.userId })
  })

export const keyOnAccountRoute = app.get('/kept', shelfContract, requireScope('books:read'), async (c) => {
  // @ts-expect-error An API key has no session.
  const { sessionId } = c.var.caller
  // @ts-expect-error A statement about an account takes a session.
  await asCaller(c.var, { renamed: updateName(c.var.caller, 'name') })
  return c.var.respond(200, { name: String(sessionId) })
})

export const unknownScope = app.get(
  '/unknown',
  shelfContract,
  // @ts-expect-error No route asks for this scope.
  requireScope('sync'),
)

export const statements = async (db: Database) => {
  // @ts-expect-error Awaiting a statement gives no rows: it is no promise.
  const [awaited] = await selectUser('id')
  // @ts-expect-error A statement has no method that runs it.
  await selectUser('id').all()
  // @ts-expect-error A batch takes names, not positions.
  const [first] = await db.batch([selectUser('id')])
  // @ts-expect-error A batch returns no name that it was not given.
  const { book } = await db.batch({ user: selectUser('id') })
  const { user } = await db.batch({ user: selectUser('id') })
  // @ts-expect-error Rows have the columns of their own statement.
  const title = user[0]?.title
  const caller = { kind: 'session' as const, userId: 'id', sessionId: 'id', at: new Date() }
  // @ts-expect-error Rows of a book are no rows of a user.
  const swapped: typeof user = await readAsCaller<Book>({ db, caller }, selectBook(caller, { id: 'id' }))
  // @ts-expect-error Every column that has no default must be given.
  insertUser({ id: 'id' })
  return [awaited, first, book, title, swapped]
}

export const responses = app.get('/', shelfContract, (c) => {
  // @ts-expect-error The contract has no status 202.
  c.var.respond(202, { name: 'A' })
  // @ts-expect-error The body has another type.
  c.var.respond(200, { name: 1 })
  // @ts-expect-error The body has a member that the contract lacks.
  c.var.respond(200, { name: 'A', secret: 'B' })
  // @ts-expect-error The body is missing.
  c.var.respond(200)
  // @ts-expect-error The status has no body.
  c.var.respond(204, { name: 'A' })
  // @ts-expect-error The contract has no such header.
  c.var.respond(200, { name: 'A' }, { ETag: '"1"' })
  // @ts-expect-error The contract promises a Location.
  c.var.respond(201, { name: 'A' })
  // @ts-expect-error The message comes from the contract.
  c.var.respond(200, { name: 'A' }, { message: 'Another message.' })
  return c.var.respond(204)
})
