import { sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { build } from '../../db/statement.ts'
import { operationFacts } from './heads.ts'
import type { Head } from './plan.ts'

/** The growth of the library by all operations together, and the number of those that lack their book or its version. */
export const growthOf = (caller: Caller, heads: Head[]) => {
  const facts = operationFacts(caller, heads).as('facts')
  return build
    .select({
      missing: sql<number>`sum(${facts.isMissing})`.as('missing'),
      booksGrown: sql<number>`sum(${facts.booksGrown})`.as('all_books_grown'),
      textGrown: sql<number>`sum(${facts.textGrown})`.as('all_text_grown'),
      coversGrown: sql<number>`sum(${facts.coversGrown})`.as('all_covers_grown'),
    })
    .from(facts)
    .as('growth')
}
