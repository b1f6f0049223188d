import { and, eq, type SQL, sql } from 'drizzle-orm'
import { recoveryCodes } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'

/**
 * Stores new recovery codes, then ends the earlier ones. In this order: the proof of the change may be an earlier code.
 * @returns `made`: one row for each code, if `onlyIf` held
 */
export const replaceRecoveryCodes = (userId: string, digests: string[], at: Date, onlyIf: SQL) => {
  const list = JSON.stringify(digests)
  return {
    made: statement(
      build
        .insert(recoveryCodes)
        .select(sql`select ${userId}, value, ${at.getTime()} from json_each(${list}) where ${onlyIf}`)
        .returning({ digest: recoveryCodes.digest }),
    ),
    earlierCodesEnded: statement(
      build
        .delete(recoveryCodes)
        .where(
          and(
            eq(recoveryCodes.userId, userId),
            sql`${recoveryCodes.digest} not in (select value from json_each(${list}))`,
            onlyIf,
          ),
        ),
    ),
  }
}
