import { sql } from 'drizzle-orm'
import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import type { Statement } from '../../db/statement.ts'
import { statement } from '../../db/statement.ts'
import { ApiError, type ErrorCode, errors } from '../../http/errors.ts'
import { selectUsage } from '../../quotas/statements.ts'
import { isOver, type Usage } from '../../quotas/usage.ts'
import { conflictsIn, type Identity, selectIdentities } from './conflicts.ts'
import { operationFacts } from './heads.ts'
import type { Plan } from './plan.ts'

interface Fact {
  at: number
  /** Null for a book that the caller does not have. */
  version: number | null
  isMissing: number
  booksGrown: number
  textGrown: number
}

const failureAt = (at: number, place: string, code: ErrorCode): ApiError =>
  new ApiError(code, { issues: [{ path: `operations.${at}${place}`, message: errors[code][1] }] })

const growthOf = ({ booksGrown, textGrown }: Fact): Usage => ({
  bookCount: booksGrown,
  textBytes: textGrown,
  coverBytes: 0,
})

const sum = (a: Usage, b: Usage): Usage => ({
  bookCount: a.bookCount + b.bookCount,
  textBytes: a.textBytes + b.textBytes,
  coverBytes: 0,
})

/** @returns the place of the first operation that no longer fits; undefined if all of them together fit */
const firstTooLarge = (facts: Fact[], usage: Usage, quota: Usage): number | undefined => {
  const growths = facts.map(growthOf)
  if (!isOver(usage, growths.reduce(sum), quota)) return undefined
  let size = usage
  for (const [at, growth] of growths.entries()) {
    if (isOver(size, growth, quota)) return at
    size = sum(size, growth)
  }
  return undefined
}

/**
 * Reads why a batch was rejected, in one D1 round trip.
 * @param isTitleAlone as in `selectIdentities`
 * @returns the error of the first operation that fails; undefined if none fails any more
 */
export const readFailure = async (
  c: CallerContext,
  { heads, identities }: Plan,
  isTitleAlone: boolean,
): Promise<ApiError | undefined> => {
  const { caller, config } = c.var
  const selections: Record<string, Statement<Identity>> = {}
  for (const [at, rows] of identities.entries())
    selections[`same${at}`] = selectIdentities(caller, heads, rows, isTitleAlone)
  const { facts, usage, ...found } = await asCaller(c.var, {
    facts: statement(operationFacts(caller, heads).orderBy(sql`1`)),
    usage: selectUsage(caller.userId),
    ...selections,
  })
  const conflicts = conflictsIn(Object.values(found).flat() as Identity[], isTitleAlone)
  const tooLarge = usage[0] && firstTooLarge(facts, usage[0], config.quota)
  for (const { at, isMissing, version } of facts) {
    if (isMissing && version === null) return failureAt(at, '.id', 'book_not_found')
    if (isMissing) return failureAt(at, '.version', 'version_mismatch')
    if (conflicts.has(at)) return failureAt(at, '.book.title', 'title_taken')
    if (at === tooLarge) return failureAt(at, '', 'quota_exceeded')
  }
  return undefined
}
