// `npm run seed -- --books 10000 [--users 50]`: fills the local database of `npm run dev` with books spread over users.
import { execFileSync } from 'node:child_process'
import { pbkdf2Sync } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { uuidv7 } from 'uuidv7'
import { getPlatformProxy } from 'wrangler'
import { indexWords } from '../src/books/search.ts'
import { categories } from '../src/db/schema.ts'

export const seedPassword = 'seven lamps of architecture'

// A statement's parameter may have 2 MB; 2,000 books have about half of that.
const booksPerBatch = 2000

const vocabulary =
  `amber anchor apple arrow atlas autumn beacon bell birch bramble bridge candle canyon castle cedar
  clock cloud comet copper coral cradle crow dawn desert dragon dream ember engine falcon feather fern field fire flute
  forest fountain fox garden ghost glass harbour hawthorn heron hollow honey island ivory jasmine juniper kettle kingdom
  lantern lark leaf letter library lily lion marble meadow mirror moon moss mountain night oak ocean orchard otter owl
  paper pearl pine planet quill rain raven river road rose saddle sail salt shadow silver snow song sparrow spring star
  stone storm summer swan thistle thorn tide tower valley velvet violet voyage water whale willow wind winter wolf
  wood`.split(/\s+/)

const insertUsers = `insert into users (id, name, email, password_hash, password_version, created_at, updated_at)
  select json_extract(value, '$.id'), json_extract(value, '$.name'), json_extract(value, '$.email'), ?2, 1, ?3, ?3
  from json_each(?1)`

const insertBooks = `insert into books (id, user_id, title, description, title_words, description_words, category,
    cover_key, version, created_at, updated_at)
  select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, 1,
    value ->> 8, value ->> 8 from json_each(?1)`

// mulberry32: the same library every time.
const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), seed | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** As `hashPassword` of src/auth/passwords.ts stores it; that one wants the Workers runtime. */
const hashPassword = (password) => {
  const salt = Buffer.alloc(16, 'bookplate')
  let secret = Buffer.from(password)
  for (let call = 0; call < 6; call++) secret = pbkdf2Sync(secret, salt, 100_000, 32, 'sha256')
  const encode = (bytes) => bytes.toString('base64').replace(/=+$/, '')
  return `$pbkdf2-sha256$i=100000,c=6$${encode(salt)}$${encode(secret)}`
}

/** Adds users who all have `seedPassword`. @returns their ids */
export const addUsers = async (db, emails) => {
  const users = emails.map((email) => ({ id: uuidv7(), name: 'Seeded Reader', email }))
  await db.prepare(insertUsers).bind(JSON.stringify(users), hashPassword(seedPassword), Date.now()).run()
  return users.map(({ id }) => id)
}

/** As `indexWords` of src/books/search.ts has it, in a tenth of the time, for texts of nothing but ASCII. */
const indexPlain = (text) => JSON.stringify([...new Set(text.toLowerCase().match(/[a-z0-9]+/g))])

const makeBook = (random, userId, number, withCover) => {
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)]
  const words = (count) => Array.from({ length: count }, word).join(' ')
  const title = `The ${word()} and the ${word()}, volume ${number}`
  const description = `A ${words(8)}. Then ${words(10)}, and after that ${words(12)}.`
  const category = categories[number % categories.length]
  const coverKey = withCover ? `seed${String(number).padStart(18, '0')}` : null
  const indexed = [indexPlain(title), indexPlain(description)]
  return [uuidv7(), userId, title, description, ...indexed, category, coverKey, Date.now()]
}

/**
 * Adds books, `first` and the following in number: their titles end in it. One user's books come after another's, which
 * is faster than in turn: half of the indexes begin with the user, and so grow at one end.
 * @param withCovers whether they name a cover, of which there are no files
 */
export const addBooks = async (
  db,
  userIds,
  { count, first = 0, withCovers = false, onProgress = () => {} },
) => {
  const random = seeded(first)
  const [, , , description, , words] = makeBook(seeded(first), '', first, false)
  if (words !== indexWords(description)) throw new Error('Search indexes words in another way now')
  for (let done = 0; done < count; ) {
    const size = Math.min(booksPerBatch, count - done)
    const rows = Array.from({ length: size }, (_, at) => {
      const number = first + done + at
      return makeBook(random, userIds[Math.floor(((done + at) * userIds.length) / count)], number, withCovers)
    })
    await db.prepare(insertBooks).bind(JSON.stringify(rows)).run()
    done += size
    onProgress(done, count)
  }
}

/** Shows how far a long piece of work is: one line, redrawn on a terminal. */
export const progress = (what, unit) => {
  const { isTTY } = process.stderr
  let shownAt = performance.now()
  return (done, count) => {
    if (done < count && performance.now() - shownAt < (isTTY ? 200 : 10_000)) return
    shownAt = performance.now()
    const line = `${what}: ${done.toLocaleString('en')} of ${count.toLocaleString('en')} ${unit}`
    process.stderr.write(isTTY ? `\r${line}${done < count ? '' : '\n'}` : `${line}\n`)
  }
}

const count = (name, text) => {
  if (/^[1-9]\d{0,7}$/.test(text ?? '')) return Number(text)
  console.error(`--${name} must be a number from 1 to 99999999: npm run seed -- --books 10000 [--users 50]`)
  return process.exit(1)
}

const main = async () => {
  const { values } = parseArgs({ options: { books: { type: 'string' }, users: { type: 'string' } } })
  const books = count('books', values.books)
  const users = count('users', values.users ?? String(Math.ceil(books / 200)))
  execFileSync('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const { env, dispose } = await getPlatformProxy()
  const run = Date.now().toString(36)
  const emails = Array.from({ length: users }, (_, at) => `reader-${run}-${at}@example.com`)
  await addBooks(env.DB, await addUsers(env.DB, emails), {
    count: books,
    onProgress: progress('Seeded', 'books'),
  })
  console.log(`Sign in as ${emails[0]} with the password: ${seedPassword}`)
  await dispose()
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
