import { env } from 'cloudflare:workers'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { ifDescriptionHidden, isDescriptionHidden, sameVisibility } from '../../src/books/old-description.ts'

const descriptions = [
  'By A. Reader\n\nMy secret.',
  'By A. Reader',
  'by the sea',
  'Byzantium',
  'B',
  '',
  ' By A',
]
const rows = descriptions.flatMap((description) =>
  [null, 'a-key'].flatMap((coverKey) =>
    [null, true, false].map((descriptionIsPublic) => ({ description, coverKey, descriptionIsPublic })),
  ),
)

/** Runs an expression over `rows` in the place of the table. */
const inSql = async (expression: typeof ifDescriptionHidden) => {
  const { sql } = new SQLiteAsyncDialect().sqlToQuery(expression)
  const { results } = await env.DB.prepare(
    `with books as (select value ->> 'description' as description, value ->> 'coverKey' as cover_key,
       value ->> 'descriptionIsPublic' as description_is_public from json_each(?))
     select ${sql} as result from books`,
  )
    .bind(JSON.stringify(rows))
    .all()
  return results.map(({ result }) => result)
}

describe('the description of an older import', () => {
  it('is hidden when it starts with authors and the book has no cover', () => {
    const hidden = rows.filter((row) => row.descriptionIsPublic === null && isDescriptionHidden(row))
    expect(hidden.map(({ description, coverKey }) => [description, coverKey])).toEqual([
      ['By A. Reader\n\nMy secret.', null],
      ['By A. Reader', null],
    ])
  })

  it('is shown or hidden as known, with any text', () => {
    for (const row of rows)
      if (row.descriptionIsPublic !== null) expect(isDescriptionHidden(row)).toBe(!row.descriptionIsPublic)
  })

  it('is hidden in SQL by the same rule', async () => {
    expect(await inSql(ifDescriptionHidden)).toEqual(rows.map((row) => Number(isDescriptionHidden(row))))
  })

  it('stays as it is when the book gets a cover or loses it', async () => {
    const after = await inSql(sameVisibility)
    for (const coverKey of [null, 'a-key']) {
      const changed = rows.map((row, at) => ({ ...row, coverKey, descriptionIsPublic: after[at] === 1 }))
      expect(changed.map(isDescriptionHidden)).toEqual(rows.map(isDescriptionHidden))
    }
  })
})
