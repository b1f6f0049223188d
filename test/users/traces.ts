import { env } from 'cloudflare:workers'
import { openDatabase } from '../../src/db/client.ts'
import { erasedPrefix } from '../../src/erasure/storage.ts'
import { maintain } from '../../src/maintenance.ts'

/** Runs the maintenance, like the cron trigger, some hours from now. */
export const runMaintenance = (hours = 0) =>
  maintain(openDatabase(env.DB), env.COVERS, new Date(Date.now() + hours * 3600 * 1000))

const count = (table: string, column: string, value: string) =>
  env.DB.prepare(`select count(*) as count from ${table} where ${column} = ?`)
    .bind(value)
    .first<number>('count')

/** @returns the number of rows of a user in each table */
export const rowsOf = async (id: string) => ({
  users: await count('users', 'id', id),
  sessions: await count('sessions', 'user_id', id),
  books: await count('books', 'user_id', id),
})

export const noRows = { users: 0, sessions: 0, books: 0 }

/** @returns the names of all covers in R2, and those that wait for the sweep */
export const covers = async () => {
  const objects: string[] = []
  for (let cursor: string | undefined; ; ) {
    const listed = await env.COVERS.list(cursor ? { cursor } : {})
    objects.push(...listed.objects.map(({ key }) => key))
    if (!listed.truncated) break
    cursor = listed.cursor
  }
  const unowned = await env.DB.prepare('select key from unowned_covers order by key').all()
  return { objects: objects.filter((key) => !key.startsWith(erasedPrefix)), unowned: unowned.results }
}

/** Inserts books with covers. Every twentieth cover has its files. @returns the keys of the covers */
export const addBooks = async (userId: string, amount: number): Promise<string[]> => {
  const library = crypto.randomUUID().slice(0, 8)
  const books = Array.from({ length: amount }, (_, index) => ({
    id: crypto.randomUUID(),
    key: `${library}${String(index).padStart(14, '0')}`,
    title: `Book ${index}`,
  }))
  await env.DB.prepare(
    `insert into books (id, user_id, title, description, title_words, description_words, category, cover_key, version, created_at, updated_at)
     select value->>'id', ?, value->>'title', '', '[]', '[]', 'science', value->>'key', 1, 0, 0 from json_each(?)`,
  )
    .bind(userId, JSON.stringify(books))
    .run()
  const withFiles = books.filter((_, index) => index % 20 === 0)
  const puts = withFiles.flatMap(({ key }) =>
    ['cover', 'thumb'].map((name) => env.COVERS.put(`${key}/${name}.webp`, 'x')),
  )
  await Promise.all(puts)
  return books.map(({ key }) => key)
}
