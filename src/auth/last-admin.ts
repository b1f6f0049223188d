import { and, eq, exists, isNotNull, isNull, ne, not, or, type SQL } from 'drizzle-orm'
import { users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'

const otherAdmins = (id: string) =>
  build
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt), ne(users.id, id)))

/**
 * A condition of an UPDATE of `users`: it holds unless the user is the last admin who can sign in. SQLite runs one writer
 * at a time, so no race leaves none.
 */
export const ifAnotherAdmin = (id: string): SQL | undefined =>
  or(ne(users.role, 'admin'), isNotNull(users.disabledAt), exists(otherAdmins(id)))

/** Has one row if the user is the last admin. It runs before the change that `ifAnotherAdmin` prevents. */
export const selectLastAdmin = (id: string) =>
  statement(
    build
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.id, id),
          eq(users.role, 'admin'),
          isNull(users.disabledAt),
          not(exists(otherAdmins(id))),
        ),
      ),
  )
