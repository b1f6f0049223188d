// `npm run seed -- --books 10000 [--users 50]`: fills the local database of `npm run dev` with books of many users.
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { getPlatformProxy } from 'wrangler'
import { wranglerFile } from './dev/paths.mjs'
import { addBooks } from './seed/books.mjs'
import { progress } from './seed/progress.mjs'
import { addUsers, seedPassword } from './seed/users.mjs'

const fail = (message) => {
  console.error(`${message}\nUsage: npm run seed -- --books 10000 [--users 50]`)
  return process.exit(1)
}

const readOptions = () => {
  try {
    return parseArgs({ options: { books: { type: 'string' }, users: { type: 'string' } } }).values
  } catch ({ message }) {
    return fail(message)
  }
}

const readCount = (name, text) =>
  /^[1-9]\d{0,7}$/.test(text ?? '') ? Number(text) : fail(`--${name} must be a number from 1 to 99999999.`)

const options = readOptions()
const books = readCount('books', options.books)
const users = readCount('users', options.users ?? String(Math.ceil(books / 200)))

execFileSync(process.execPath, [wranglerFile, 'd1', 'migrations', 'apply', 'DB', '--local'], {
  stdio: ['ignore', 'ignore', 'inherit'],
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
