// The mistakes that the linter must report: each is written into a small tree of its own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { importProblems } from '../../scripts/check-imports.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const trees = []
after(() => {
  for (const tree of trees) rmSync(tree, { recursive: true })
})

/** @param {Record<string, string>} files path → text @returns the folder that has them */
const treeOf = (files) => {
  const tree = mkdtempSync(join(tmpdir(), 'bookplate-lint-'))
  trees.push(tree)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  return tree
}

const table = { src: { db: [], auth: ['db'], books: ['auth', 'db'] } }
const rooms = { 'src/app.ts': '', 'src/db/client.ts': '', 'src/auth/keys.ts': '', 'src/books/routes.ts': '' }
const problemsOf = (files, rows = table) => importProblems(treeOf({ ...rooms, ...files }), rows)

test('imports of rooms above pass, and a file at the top may import every room', () => {
  const files = {
    'src/app.ts': "import './books/routes.ts'",
    'src/books/routes.ts': "import type { Db } from '../db/client.ts'\nexport * from './schema.ts'",
  }
  assert.deepEqual(problemsOf(files), [])
})

for (const [form, text] of [
  ['an import', "import { books } from '../books/routes.ts'"],
  ['a type import', "import type { Books } from '../books/routes.ts'"],
  ['an export', "export { books } from '../books/routes.ts'"],
  ['an import of a type within a line', "export type Books = import('../books/routes.ts').Books"],
  ['a dynamic import', "export const load = () => import('../books/routes.ts')"],
]) {
  test(`an upward arrow is a problem: ${form}`, () => {
    assert.deepEqual(problemsOf({ 'src/auth/keys.ts': text }), [
      'src/auth/keys.ts: auth may not import books',
    ])
  })
}

test('an import of the map is a problem', () => {
  assert.deepEqual(problemsOf({ 'src/db/client.ts': "import '../app.ts'" }), [
    'src/db/client.ts: db may not import src/app.ts',
  ])
})

test('a folder without a row is a problem', () => {
  assert.deepEqual(problemsOf({ 'src/magazines/routes.ts': '' }), [
    'src/magazines/routes.ts: the folder magazines has no row in allowed-imports.mjs',
  ])
})

test('a row that names a row below is a problem, so the table has no cycle', () => {
  const rows = { src: { db: ['auth'], auth: ['db'], books: [] } }
  assert.deepEqual(problemsOf({}, rows), [
    'allowed-imports.mjs: the row src/db names auth, which has no row above it',
  ])
})

for (const [file, text, message] of [
  ['src/books/routes.ts', "import { eq } from 'drizzle-orm'", 'SQL is built in statements.ts'],
  ['src/books/statements.ts', "import type { Context } from 'hono'", 'HTTP ends at the routes'],
  [
    'src/auth/keys.ts',
    "import { jwtVerify } from 'jose'",
    'only auth/access-tokens.ts and auth/device-proofs.ts import jose',
  ],
]) {
  test(`a package in the wrong file is a problem: ${file}`, () => {
    assert.deepEqual(problemsOf({ [file]: text }), [`${file}: ${message}`])
  })
}

/** @returns the messages of Biome for one file, with the project's own rules */
const lint = (name, text) => {
  const config = {
    root: true,
    plugins: ['dropped-statement', 'respond', 'on'].map((rule) => join(root, `lint/${rule}.grit`)),
    linter: {
      rules: {
        preset: 'none',
        suspicious: { noImportCycles: { level: 'error', options: { ignoreTypes: false } } },
      },
    },
    formatter: { enabled: false },
  }
  const other = "import type { A } from './a.ts'\nexport type B = A\n"
  const tree = treeOf({
    'biome.json': JSON.stringify(config),
    [name]: text,
    'src/b.ts': other,
    'src/a.ts': '',
  })
  if (name === 'src/a.ts') writeFileSync(join(tree, name), text)
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--reporter=json', name]
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' })
  return JSON.parse(stdout).diagnostics.map(({ category, message }) => `${category}: ${messageText(message)}`)
}

const messageText = (message) =>
  typeof message === 'string' ? message : message.map(({ content }) => content).join('')

const statementsImport = "import { deleteBook } from './statements.ts'\n"

for (const [mistake, text, expected] of [
  [
    'a dropped statement',
    `${statementsImport}export const f = () => { deleteBook('x') }`,
    /built and dropped/,
  ],
  ['a response past the contract', 'export const f = (c: C) => c.json({})', /through the route's contract/],
  ['a Response of its own', 'export const f = () => new Response(null)', /through the route's contract/],
  ['guards that reach further routes', "export const r = app.on(['PUT'], '/', f)", /Use createHandlers/],
]) {
  test(`is reported: ${mistake}`, () => {
    const messages = lint('src/routes.ts', text)
    assert.equal(messages.length, 1)
    assert.match(messages[0], expected)
  })
}

test('is not reported: a statement in a batch', () => {
  assert.deepEqual(
    lint('src/routes.ts', `${statementsImport}export const f = () => run({ d: deleteBook('x') })`),
    [],
  )
})

test('is reported: a cycle of type imports', () => {
  const messages = lint('src/a.ts', "import type { B } from './b.ts'\nexport type A = B\n")
  assert.match(messages[0] ?? '', /noImportCycles/)
})
