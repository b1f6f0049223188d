import { env } from 'cloudflare:workers'
import { overriding } from '../books/faults.ts'

/** D1 that counts the rows which its batches read. */
export const countingRows = (): { DB: D1Database; rows: () => number } => {
  let rows = 0
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch(statements)
    for (const { meta } of results) rows += meta.rows_read
    return results
  }
  return { DB: overriding(env.DB, { batch: batch as D1Database['batch'] }), rows: () => rows }
}
