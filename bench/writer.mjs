// Where the single writer of one D1 database saturates: measures how long D1 is busy with the writes of each operation,
// one after the other, then lets requests arrive by chance at a rising rate and queue for it.
import { startAll } from './worker.mjs'

const samples = 30
const requestsPerBatch = 200
const arrivals = 20_000
const loads = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.05]

// mulberry32: the same chance in every run.
const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]

/** The writes of one request, as statements over tables with all their indexes. */
const operations = {
  'create a book': (db, i) => [
    db.prepare('insert into unowned_covers values (?, ?)').bind(`key-${i}`, i),
    db
      .prepare("insert into books select ?1, 'u', ?2, '', '[]', '[]', 'science', ?3, 1, ?4, ?4")
      .bind(`id-${i}`, `Title ${i}`, `key-${i}`, i),
    db.prepare('delete from unowned_covers where key = ?').bind(`key-${i}`),
  ],
  'change a book': (db, i) => [
    db
      .prepare('update books set description = ?, version = version + 1 where id = ?')
      .bind(`${i}`, `id-${i}`),
  ],
  'sign in': (db, i) => [
    db.prepare('insert into guesses values (?, 1, ?, ?)').bind(`g-${i}`, i, i),
    db.prepare("insert into sessions values (?, 'u', 0, ?2, ?2, ?2, '')").bind(`s-${i}`, i),
    db.prepare('delete from guesses where key = ?').bind(`g-${i}`),
  ],
  refresh: (db, i) => [
    db.prepare('update sessions set counter = counter + 1, rotated_at = ? where id = ?').bind(i, `s-${i}`),
  ],
}

/**
 * Many requests' writes in one batch, so that the way to the database and back is shared by all of them and what is
 * left is the database itself.
 * @returns milliseconds that it is busy with one request, for each of some batches
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
  return busy.sort((a, b) => a - b)
}

/** One queue, one server: how long requests wait when they arrive `load` times as fast as they can be served. */
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
  return { rate: (load * 1000) / mean, latencies: latencies.sort((a, b) => a - b) }
}

const { db, close } = await startAll()

await db.prepare("insert into users values ('u', '', '', '', 1, 0, 0, null, null)").run()
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
