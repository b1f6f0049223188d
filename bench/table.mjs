// `node bench/table.mjs FIGURES.json`: prints the table of docs/performance.md from the output of
// `npm run bench -- --json`.
import { readFileSync } from 'node:fs'
import { compared, isInconclusive, ms } from './print.mjs'

const { results } = JSON.parse(readFileSync(process.argv[2], 'utf8'))

const head = [
  ['operation, at a time', '---'],
  ['books', '---:'],
  ['to the floor', '---:'],
  ['floor to itself', '---:'],
  ['CPU to the floor', '---:'],
  ['req/s, floor', '---:'],
  ['p50', '---:'],
  ['p99', '---:'],
  ['trips', '---:'],
  ['rows read', '---:'],
  ['written', '---:'],
]

const cells = (result) => {
  const { operation, concurrency, books, service, floor, floorToFloor, d1 } = result
  const { value } = compared(result)
  return [
    `${operation}, ${concurrency}`,
    books.toLocaleString('en'),
    isInconclusive(result) ? `${value} (inconclusive)` : value,
    floorToFloor.toFixed(3),
    (service.cpuMs / floor.cpuMs).toFixed(2),
    `${service.perSecond.toFixed(0)}, ${floor.perSecond.toFixed(0)}`,
    ms(service.p50Ms),
    ms(service.p99Ms),
    d1.trips,
    d1.rowsRead.toLocaleString('en'),
    d1.rowsWritten,
  ]
}

const names = [...new Set(results.map(({ operation }) => operation))]
const inOrder = names.flatMap((name) => results.filter(({ operation }) => operation === name))
const rows = [head.map(([title]) => title), head.map(([, rule]) => rule), ...inOrder.map(cells)]
for (const row of rows) console.log(`| ${row.join(' | ')} |`)
