// `npm run bench:writer`: finds the load at which the single writer of a D1 database saturates. Measures how long D1 is
// busy with the writes of each operation, then simulates a queue of requests that arrive at random, at a rising rate.
import { makeFields } from '../scripts/seed/fields.mjs'
import { columnNames, rowOf } from '../scripts/seed/row.mjs'
import { quantile } from './measure.mjs'
import { startAll } from './worker.mjs'

const samples = 100
// workerd closes the connection during larger batches when the machine is busy.
const requestsPerBatch = 20
const arrivals = 20_000
const loads = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.05]

// mulberry32: the same random numbers in every run.
const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const random = seeded(1)
const placeholders = columnNames.map(() => '?').join()

const insertBook = (db, i) => {
  const row = rowOf('u', makeFields(random, i), `key-${i}`)
  row[columnNames.indexOf('id')] = `id-${i}`
  return db.prepare(`insert into books (${columnNames.join()}) values (${placeholders})`).bind(...row)
}

/** The write statements of one request, by operation. */
const operations = {
  'create a book': (db, i) => [
    db.prepare('insert into unowned_covers (key, delete_after) values (?, ?)').bind(`key-${i}`, i),
    insertBook(db, i),
    db
      .prepare("update users set book_count = book_count + 1, text_bytes = text_bytes + ? where id = 'u'")
      .bind(i),
    db.prepare('delete from unowned_covers where key = ?').bind(`key-${i}`),
  ],
  'change a book': (db, i) => [
    db.prepare("update users set text_bytes = text_bytes + ? where id = 'u'").bind(i),
    db
      .prepare('update books set description = ?, version = version + 1 where id = ?')
      .bind(`${i}`, `id-${i}`),
    db.prepare("update users set text_bytes = text_bytes - ? where id = 'u'").bind(i),
  ],
  'sign in': (db, i) => [
    db
      .prepare('insert into guesses (key, count, retry_at, expires_at) values (?, 1, ?, ?)')
      .bind(`g-${i}`, i, i),
    db
      .prepare(
        `insert into sessions (id, user_id, counter, created_at, rotated_at, expires_at, user_agent)
          values (?1, 'u', 0, ?2, ?2, ?2, '')`,
      )
      .bind(`s-${i}`, i),
    db.prepare('delete from guesses where key = ?').bind(`g-${i}`),
  ],
  refresh: (db, i) => [
    db.prepare('update sessions set counter = counter + 1, rotated_at = ? where id = ?').bind(i, `s-${i}`),
  ],
}

/**
 * Sends the writes of many requests in one batch, so that the time of the round trip hardly counts.
 * @returns the milliseconds that D1 is busy with one request, for each batch
 */
const measure = async (db, statements) => {
  const busy = []
  for (let batch = 0; batch < samples; batch++) {
    const writes = Array.from({ length: requestsPerBatch }, (_, i) =>
      statements(db, batch * requestsPerBatch + i),
    )
    const start = performance.now()
    await db.batch(writes.flat())
    busy.push((performance.now() - start) / requestsPerBatch)
  }
  return busy
}

/** Simulates a queue with one server. @param load arrivals per service time @returns the rate, and latencies in ms */
const simulate = (busy, load) => {
  const random = seeded(1)
  const mean = busy.reduce((sum, ms) => sum + ms, 0) / busy.length
  let now = 0
  let freeAt = 0
  const latencies = Array.from({ length: arrivals }, () => {
    now += (-Math.log(1 - random()) * mean) / load
    freeAt = Math.max(now, freeAt) + busy[Math.floor(random() * busy.length)]
    return freeAt - now
  })
  return { rate: (load * 1000) / mean, latencies }
}

const { db, close } = await startAll()

await db
  .prepare(
    `insert into users (id, name, email, password_hash, password_version, created_at, updated_at)
      values ('u', '', '', '', 1, 0, 0)`,
  )
  .run()
for (const [name, statements] of Object.entries(operations)) {
  const busy = await measure(db, statements)
  console.log(
    `\n${name}: D1 busy for ${quantile(busy, 0.5).toFixed(2)} ms (median), ${quantile(busy, 0.99).toFixed(2)} ms (p99)`,
  )
  console.log('  load   requests/s   p50 ms   p99 ms')
  for (const load of loads) {
    const { rate, latencies } = simulate(busy, load)
    const cells = [
      `${Math.round(load * 100)} %`,
      rate.toFixed(0),
      quantile(latencies, 0.5).toFixed(1),
      quantile(latencies, 0.99).toFixed(1),
    ]
    console.log(
      `${cells[0].padStart(6)}${cells[1].padStart(13)}${cells[2].padStart(9)}${cells[3].padStart(9)}`,
    )
  }
}
await close()
