// Runs every block of docs/build.md against the service, with a key that has the scopes of its section and no other.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { callService } from './support/call-service.mjs'
import { startCatalogue } from './support/catalogue.mjs'
import { startService } from './support/service.mjs'

/** A tool of the protocol. It is not among the packages of the root: it brings a whole web app. */
const inspector = join(import.meta.dirname, '../../tools/inspector/node_modules/.bin/inspector')

const page = readFileSync(new URL('../../docs/build.md', import.meta.url), 'utf8')

/** The sections of the page: their scopes, and their blocks by language. */
const sections = new Map(
  page.split(/^## /m).map((text) => {
    const [title = ''] = text.split('\n')
    const [line = ''] = text.match(/^Scope: .*$/m) ?? []
    const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => [
      language,
      code,
    ])
    return [title, { scopes: line.match(/books:\w+/g) ?? [], blocks: Object.fromEntries(blocks) }]
  }),
)

const execute = promisify(execFile)
const email = 'mary@example.com'
const password = 'It was on a dreary night'

describe('docs/build.md', () => {
  let service
  let catalogue
  let token
  before(async () => {
    catalogue = await startCatalogue()
    service = await startService({ LOOKUP_ORIGIN: catalogue.origin })
    await api('POST', '/users', { name: 'Mary Shelley', email, password })
    ;({ access_token: token } = await api('POST', '/users/login', { email, password }))
  })
  after(async () => {
    await service?.stop()
    await catalogue?.close()
  })

  const api = (method, path, body) => callService(service.origin, { method, path, body, token })

  /** @returns a key with the scopes of a section */
  const keyFor = async (title) => {
    const { scopes } = sections.get(title)
    const made = await api('POST', '/users/api-keys', {
      name: title,
      scopes,
      expires_in_days: 1,
      proof: { password },
    })
    return made.key
  }

  const programs = {
    sh: (code) => ['bash', ['-euo', 'pipefail', '-c', code]],
    python: (code) => ['python3', ['-c', code]],
    ts: (code) => {
      const file = join(service.folder, 'build-sample.ts')
      writeFileSync(file, code)
      return [process.execPath, [file]]
    },
  }

  /** Runs a block of a section. @returns what it printed */
  const run = async (title, language, more = {}) => {
    const [program, options] = programs[language](sections.get(title).blocks[language])
    const env = { ...process.env, BOOKPLATE: service.origin, KEY: await keyFor(title), ...more }
    const { stdout, stderr } = await execute(program, options, { cwd: service.folder, env })
    assert.equal(stderr, '')
    return stdout
  }

  const json = async (...of) => {
    const { data, error } = JSON.parse(await run(...of))
    assert.equal(error, undefined)
    return data
  }

  const newBook = (title, more) => api('POST', '/books', { title, ...more })

  test('has one request in each block of a shell, and a key with one scope for each', () => {
    const asked = ['My shelf as JSON', 'What I am reading', 'Add a book by its ISBN', 'My year']
    for (const title of [...asked, 'Mark a book as read, with a rating']) {
      const { scopes, blocks } = sections.get(title)
      assert.equal(scopes.length, 1, title)
      assert.equal(blocks.sh.match(/\bcurl\b/g)?.length, 1, title)
      assert.deepEqual(Object.keys(blocks), ['sh', 'python', 'ts'])
    }
  })

  test('adds by ISBN', async () => {
    const title = 'Add a book by its ISBN'
    assert.equal((await json(title, 'sh')).title, 'Frankenstein')
    assert.equal(await run(title, 'python'), 'Emma\n')
    assert.equal(await run(title, 'ts'), 'Added Without Authors\n')
  })

  test('lists the shelf', async () => {
    await newBook('Mathilda', { authors: ['Mary Shelley'] })
    const title = 'My shelf as JSON'
    assert.ok((await json(title, 'sh')).some((book) => book.title === 'Mathilda'))
    for (const language of ['python', 'ts'])
      assert.match(await run(title, language), /^Mathilda by Mary Shelley$/m)
  })

  test('tells what is being read', async () => {
    await newBook('Valperga', { status: 'reading' })
    const title = 'What I am reading'
    assert.ok((await json(title, 'sh')).every(({ status }) => status === 'reading'))
    for (const language of ['python', 'ts']) assert.match(await run(title, language), /'Valperga'/)
  })

  test('marks as read with a rating, which the statistics count', async () => {
    const { id: BOOK } = await newBook('Lodore', { pages: 300 })
    const title = 'Mark a book as read, with a rating'
    const { status, rating } = await json(title, 'sh', { BOOK })
    assert.deepEqual([status, rating], ['read', 4.5])
    assert.equal(await run(title, 'python', { BOOK }), '4.5\n')
    assert.equal((await json('My year', 'sh')).total.books, 1)
    for (const language of ['python', 'ts'])
      assert.equal(await run('My year', language), '1 books, 300 pages\n')
    assert.equal(await run(title, 'ts', { BOOK }), 'Lodore\n')
  })

  test('puts titles on a profile page, and runs none of them', async () => {
    const hostile = '$(touch harmed) `touch harmed`; touch harmed & "\''
    await newBook(hostile, { status: 'reading' })
    const more = { MASTODON: catalogue.origin, MASTODON_TOKEN: 'token' }
    await run('On a profile page', 'sh', more)
    const [{ pathname, token: sent, fields }] = catalogue.changes
    assert.deepEqual([pathname, sent], ['/api/v1/accounts/update_credentials', 'Bearer token'])
    assert.equal(fields.get('fields_attributes[0][name]'), 'Reading')
    assert.ok(fields.get('fields_attributes[0][value]').includes(hostile))
  })

  test('connects the Inspector, as docs/assistants.md says', async () => {
    const assistants = readFileSync(new URL('../../docs/assistants.md', import.meta.url), 'utf8')
    const [command] = assistants.match(/^ {4}npx @modelcontextprotocol\/inspector [^\\\n]*(?:\\\n[^\\\n]*)*/m)
    const call = async (more) => {
      const text = command
        .replace('npx @modelcontextprotocol/inspector', '"$INSPECTOR"')
        .replace('https://books.example', service.origin)
        .replace('bpak_…', await keyFor('My shelf as JSON'))
        .replace('--method tools/list', more)
      const { stdout } = await execute('bash', ['-euo', 'pipefail', '-c', text], {
        env: { ...process.env, INSPECTOR: inspector },
      })
      return JSON.parse(stdout)
    }
    const { tools } = await call('--method tools/list')
    const names = tools.map(({ name }) => name)
    assert.deepEqual(names, ['search_books', 'read_book', 'reading_statistics', 'lookup_book'])
    await newBook('Falkner')
    const found = await call('--method tools/call --tool-name search_books --tool-arg q=falkner')
    assert.match(found.content[0].text, /"Falkner"/)
  })

  test('connects an assistant', async () => {
    const title = 'An assistant'
    const text = sections.get(title).blocks.json
    const filled = text
      .replace('https://books.example', service.origin)
      .replace('bpak_…', await keyFor(title))
    const { url, headers } = JSON.parse(filled).mcpServers.bookplate
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }))
    assert.equal((await client.listTools()).tools.length, 7)
    await client.close()
  })
})
