import { env } from 'cloudflare:workers'
import type { Imported } from './account-checks.ts'

interface Row extends Record<string, unknown> {
  authors: string
  readings: string
  tags: string
  extra: string
  isbn: string
  category: string
  owned: number | null
  created_at: number
}

/** @returns the books of a reader as D1 has them, with the names of the API */
export const storedBooks = async (userId: string): Promise<Imported['book'][]> => {
  const { results } = await env.DB.prepare('select * from books where user_id = ?').bind(userId).all<Row>()
  return results.map((row) => ({
    ...row,
    authors: JSON.parse(row.authors),
    readings: JSON.parse(row.readings),
    tags: JSON.parse(row.tags),
    extra: JSON.parse(row.extra),
    isbn: row.isbn || null,
    category: row.category || null,
    owned: row.owned === null ? null : row.owned === 1,
    created_at: new Date(row.created_at).toISOString(),
  }))
}
