// `node bench/large-library.mjs [books]`: the reads that walk the library of one reader, with the rows that D1 bills.
// See docs/search.md.
import { uuidv7 } from 'uuidv7'
import { addUsers, seedPassword } from '../scripts/seed/users.mjs'
import { otherWordsOf } from '../src/books/other-words.ts'
import { indexWords } from '../src/books/search.ts'
import { authorKeyOf, finishedOnOf, seriesKeyOf, titleKeyOf } from '../src/books/sort-keys.ts'
import { startAll } from './worker.mjs'

const size = Number(process.argv[2] ?? 50_000)
const booksPerBatch = 500
const runs = 5
const email = 'reader@example.com'
const vocabulary =
  'amber anchor castle dawn ember falcon garden island lantern meadow night ocean pearl raven storm tower'
const words = vocabulary.split(' ')
const pick = (list, number) => list[number % list.length]

/** Numbers that are spread without a pattern, the same in every run. */
const spread = (number, salt) => (Math.imul(number * 31 + salt, 0x9e3779b1) >>> 8) & 0xffff

const bookOf = (userId, number) => {
  const by = (salt) => spread(number, salt)
  const phrase = (count, salt) =>
    Array.from({ length: count }, (_, at) => pick(words, by(salt + at))).join(' ')
  const title = `The ${phrase(2, 1)} ${number}`
  const description = phrase(30, 10)
  const authors = [`${pick(words, by(50))} ${pick(words, by(51))}${by(52) % 200}`]
  const series = by(53) % 5 ? null : `Series ${by(54) % 2000}`
  const tags = [...new Set([0, 1, 2].map((at) => `tag ${by(60 + at) % 300}`))]
  const review = by(55) % 5 ? '' : phrase(150, 100)
  const day = `${2010 + (by(56) % 17)}-${String(1 + (by(57) % 12)).padStart(2, '0')}-11`
  const readings = by(58) % 5 > 2 ? [] : [{ started_on: null, finished_on: day }]
  return {
    ...{ id: uuidv7(), user_id: userId, title, description, series, review },
    title_words: indexWords(title),
    description_words: indexWords(description),
    other_words: otherWordsOf({ authors, series, tags, review }),
    category: pick(['', 'horror', 'poetry', 'science', 'fantasy'], by(70)),
    ...{ version: 1, keyed_version: 1, created_at: 1.6e12 + by(71) * 3e6, updated_at: 1.8e12 },
    ...{ authors: JSON.stringify(authors), tags: JSON.stringify(tags), readings: JSON.stringify(readings) },
    ...{ title_key: titleKeyOf(title), author_key: authorKeyOf(authors) },
    ...{ series_key: seriesKeyOf(series), finished_on: finishedOnOf(readings), isbn: '' },
    ...{ published_year: 1900 + (by(72) % 126), language: 'en', pages: 50 + (by(73) % 800) },
    format: pick(['paperback', 'ebook', null], by(74)),
    status: pick(['read', 'reading', 'want_to_read', null], by(75)),
    rating: pick([null, 3, 4, 4.5, 5], by(76)),
  }
}

const { service, counted, db, close } = await startAll()
const [reader, other] = await addUsers(db, [email, 'other@example.com'])
const fill = async (userId, count) => {
  for (let at = 0; at < count; at += booksPerBatch) {
    const rows = Array.from({ length: booksPerBatch }, (_, index) => bookOf(userId, at + index))
    const names = Object.keys(rows[0])
    const insert = `insert into books (${names}) select ${names.map((name) => `value ->> '$.${name}'`)} from json_each(?)`
    await db.prepare(insert).bind(JSON.stringify(rows)).run()
  }
}
await fill(other, booksPerBatch)
await fill(reader, size)

const body = JSON.stringify({ email, password: seedPassword })
const login = await service('/users/login', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body,
})
const { data } = await login.json()
const headers = { Authorization: `Bearer ${data.access_token}` }
const lists = [
  'sort=-created_at',
  'sort=title',
  'sort=title&category=poetry',
  'sort=author',
  '-series',
  'rating',
  '-finished_on',
]
  .map((sort) => (sort.includes('=') ? sort : `sort=${sort}`))
  .concat(
    'sort=-author&from=m',
    'q=nothing',
    'q=amber+nothing&sort=author',
    'q=978-0-14',
    'tag=tag+5&sort=-rating',
  )
  .map((query) => `/books?${query}`)
const paths = [
  ...lists,
  '/books/facets',
  '/books/facets?facet=tag&prefix=tag+1',
  '/books/stats',
  '/books/stats?year=2020',
]

const timed = async (path) => {
  const start = performance.now()
  await (await service(path, { headers })).text()
  return performance.now() - start
}
for (const path of paths) {
  const times = []
  for (let run = 0; run < runs; run++) times.push(await timed(path))
  const { rowsRead } = JSON.parse((await counted(path, { headers })).headers.get('X-D1'))
  const [fastest, median] = [times.toSorted((a, b) => a - b)[0], times.toSorted((a, b) => a - b)[runs >> 1]]
  console.log(
    `${path.padEnd(48)} ${fastest.toFixed(0)} ms, median ${median.toFixed(0)} ms, ${rowsRead} rows read`,
  )
}
await close()
