import { app } from '../src/app.ts'

interface Counts {
  trips: number
  statements: number
  rowsRead: number
  rowsWritten: number
}

type Queryable = D1Database | D1DatabaseSession

const counted = <T extends Queryable>(db: T, counts: Counts): T =>
  new Proxy(db, {
    get(target, name) {
      if (name === 'batch')
        return (statements: D1PreparedStatement[]) => countBatch(target, statements, counts)
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'withSession') return value.bind(target)
      return (...args: unknown[]) => counted(value.apply(target, args), counts)
    },
  })

const countBatch = async (db: Queryable, statements: D1PreparedStatement[], counts: Counts) => {
  const results = await db.batch(statements)
  counts.trips += 1
  counts.statements += statements.length
  for (const { meta } of results) {
    counts.rowsRead += meta.rows_read
    counts.rowsWritten += meta.rows_written
  }
  return results
}

export default {
  async fetch(request, env, ctx) {
    const counts = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 }
    const response = await app.fetch(request, { ...env, DB: counted(env.DB, counts) } satisfies Env, ctx)
    const body = await response.arrayBuffer()
    const headers = new Headers(response.headers)
    headers.set('X-D1', JSON.stringify(counts))
    return new Response(body, { status: response.status, headers })
  },
} satisfies ExportedHandler<Env>
