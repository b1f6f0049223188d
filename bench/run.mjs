// `npm run bench`: compares the service with its floor in interleaved rounds. See docs/performance.md.
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { progress } from '../scripts/seed/progress.mjs'
import { measureBundle, measureStart } from './bundle.mjs'
import { addSearched, emails, endSessionsOf, fillTo, openLibrary, removeCreated, sizeOf } from './library.mjs'
import { compare } from './measure.mjs'
import { operations, signInAll } from './operations.mjs'
import { printOperation, printPlace } from './print.mjs'
import { startAll } from './worker.mjs'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    seconds: { type: 'string' },
    sizes: { type: 'string' },
    only: { type: 'string' },
  },
})
const seconds = Number(values.seconds ?? (values.quick ? 10 : 30))
const defaultSizes = values.quick ? '20,10000' : '20,10000,1000000'
const sizes = (values.sizes ?? defaultSizes)
  .split(',')
  .map(Number)
  .toSorted((a, b) => a - b)
if (!sizes.every((size) => Number.isInteger(size) && size >= 20)) {
  console.error('--sizes needs numbers of books from 20, separated by commas: --sizes 20,10000')
  process.exit(1)
}

/** @returns round trips, statements and rows of D1 for one request */
const countD1 = async (operation, counted) => {
  const response = await operation.request(counted)
  const body = await response.text()
  if (!response.ok) throw new Error(`${response.status}: ${body}`)
  return JSON.parse(response.headers.get('X-D1'))
}

const measure = async (workers, library, operation) => {
  const { service, floor, counted } = workers
  const subject = {
    concurrency: operation.concurrency,
    service: () => operation.request(service),
    floor: () => operation.request(floor),
  }
  await endSessionsOf(library, emails.signer)
  const figures = await compare(subject, seconds, progress(operation.name, 'seconds'))
  await endSessionsOf(library, emails.signer)
  return {
    operation: operation.name,
    concurrency: operation.concurrency,
    ...figures,
    d1: await countD1(operation, counted),
  }
}

const measureSize = async (workers, library, size) => {
  const tokens = await signInAll(workers.service, emails)
  const results = []
  for (const operation of operations(tokens, library.bookId, emails)) {
    if (operation.needsSearcher) await addSearched(library)
    if (values.only && !operation.name.includes(values.only)) continue
    const result = { books: size, ...(await measure(workers, library, operation)) }
    printOperation(result)
    results.push(result)
  }
  await removeCreated(library)
  return results
}

const place = {
  cores: availableParallelism(),
  load: loadavg()[0],
  node: process.version,
  at: new Date().toISOString(),
}
const bundle = await measureBundle()
const start = await measureStart(values.quick ? 3 : 7)
printPlace({ place, bundle, start })
const results = []
const writeFigures = () =>
  writeFileSync(values.json, `${JSON.stringify({ place, seconds, bundle, start, results }, null, 2)}\n`)

const workers = await startAll()
try {
  const library = await openLibrary(workers.db)
  for (const size of sizes) {
    await fillTo(library, size)
    const megabytes = ((await sizeOf(library)) / 1e6).toFixed(1)
    console.log(`\n${size.toLocaleString('en')} books, database of ${megabytes} MB`)
    results.push(...(await measureSize(workers, library, size)))
    if (values.json) writeFigures()
  }
} finally {
  await workers.close()
}
