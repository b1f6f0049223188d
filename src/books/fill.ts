import { and, eq, type SQL, sql } from 'drizzle-orm'
import { books } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import type { Run } from '../http/run.ts'
import type { StoredBook } from './rows.ts'
import { authorKeyOf, titleKeyOf } from './sort-keys.ts'

const booksPerBatch = 500
const batchesPerRun = 40

/** A book whose sort keys are not those of its version. The index `books_unkeyed` has only these. */
export const ifUnkeyed: SQL = sql`${books.keyedVersion} is not ${books.version}`

const selectUnkeyed = (limit: number) =>
  statement(
    build
      .select({ id: books.id, title: books.title, authors: books.authors, version: books.version })
      .from(books)
      .where(ifUnkeyed)
      // The order of `books_unkeyed`.
      .orderBy(books.id)
      .limit(limit),
  )

interface Keys {
  id: string
  version: number
  titleKey: string
  authorKey: string
}

const keysOf = ({
  id,
  version,
  title,
  authors,
}: Pick<StoredBook, 'id' | 'version' | 'title' | 'authors'>): Keys => ({
  id,
  version,
  titleKey: titleKeyOf(title),
  authorKey: authorKeyOf(authors),
})

/** Stores keys, except of a book that was changed since: its keys may be those of another title. */
const storeKeys = (keys: Keys[]) => {
  const made = sql`json_each(${JSON.stringify(keys)}) as made`
  const value = (name: keyof Keys) => sql`made.value ->> ${sql.raw(`'$.${name}'`)}`
  return statement(
    build
      .update(books)
      .set({
        titleKey: value('titleKey'),
        authorKey: value('authorKey'),
        keyedVersion: sql`${books.version}`,
      })
      .from(made)
      .where(and(eq(books.id, value('id')), eq(books.version, value('version')), ifUnkeyed))
      .returning({ id: books.id }),
  )
}

/**
 * Makes the sort keys of books that older versions of the service wrote or changed. Each batch is one transaction, so a run
 * may stop anywhere, and several runs at once do no harm.
 */
export const fillBooks = async ({ db, isLate, count }: Run): Promise<void> => {
  let keys: Keys[] = []
  for (let batch = 0; ; batch++) {
    const isLast = batch === batchesPerRun || isLate()
    if (isLast && keys.length === 0) return
    const { filled = [], unkeyed = [] } = await db.batch({
      filled: keys.length > 0 ? storeKeys(keys) : undefined,
      unkeyed: isLast ? undefined : selectUnkeyed(booksPerBatch),
    })
    count('booksFilled', filled.length)
    keys = unkeyed.map(keysOf)
    if (keys.length === 0) return
  }
}
