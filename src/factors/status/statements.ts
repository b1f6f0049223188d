import { count, eq } from 'drizzle-orm'
import { recoveryCodes } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'

export const countRecoveryCodes = (userId: string) =>
  statement(
    build
      .select({ codes: count().as('codes') })
      .from(recoveryCodes)
      .where(eq(recoveryCodes.userId, userId)),
  )
