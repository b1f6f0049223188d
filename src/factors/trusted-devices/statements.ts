import { and, eq, type SQL } from 'drizzle-orm'
import { trustedDevices } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'

/** Ends the trust in all devices of a user. */
export const deleteTrustedDevices = (userId: string, onlyIf: SQL) =>
  statement(
    build
      .delete(trustedDevices)
      .where(and(eq(trustedDevices.userId, userId), onlyIf))
      .returning({ id: trustedDevices.id }),
  )
