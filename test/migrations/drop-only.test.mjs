import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { problemsOfMigrations } from '../../scripts/migrations/additive.mjs'
import { isDropOnly } from '../../scripts/migrations/drop-only.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))

/** @param {string[]} added migrations, one after the other */
const problemsAfter = (...added) =>
  problemsOfMigrations([...migrations, ...added.map((sql, at) => ({ tag: `999${at}_new`, sql }))])

test('a unique index may go once a wider one exists, in a migration that only drops indexes', () => {
  const wider = 'CREATE UNIQUE INDEX `wider` ON `users` (`name`, `email`)'
  const drop =
    'DROP INDEX `users_email_unique`;--> statement-breakpoint\n-- ADD\nDROP INDEX IF EXISTS books_category;'
  assert.deepEqual(problemsAfter(wider, drop), [])
  assert.match(
    problemsAfter(drop, wider)[0],
    /9990_new.sql drops the unique index users_email_unique, and no wider/,
  )
  assert.match(problemsAfter(drop, wider)[1], /9991_new.sql adds the unique index wider to users/)
  assert.match(
    problemsAfter(wider, drop, 'DROP INDEX `wider`')[0],
    /drops the unique index wider, and no wider/,
  )
  const partial = `${wider} WHERE name IS NOT NULL`
  assert.match(problemsAfter(partial, drop)[0], /no wider one is left/)
  assert.match(
    problemsAfter('CREATE UNIQUE INDEX `other` ON `users` (`id`, `name`)', drop)[0],
    /adds the unique index other/,
  )
})

test('a unique index may be wider than one of the table', () => {
  assert.deepEqual(problemsAfter('CREATE UNIQUE INDEX `wider` ON `users` (`name`, `email`)'), [])
  assert.match(problemsAfter('CREATE UNIQUE INDEX `other` ON `users` (`name`, `role`)')[0], /may have rows/)
})

test('the name of an index that is dropped last is not used again', () => {
  const create = 'CREATE INDEX `books_category` ON `books` (`category`)'
  assert.match(
    problemsAfter('DROP INDEX books_category', create)[0],
    /creates the index books_category.*\n.*name/,
  )
  assert.deepEqual(problemsAfter(`DROP INDEX books_category; ${create}`), [])
})

test('only a migration of drops alone is applied last', () => {
  assert.ok(isDropOnly('DROP INDEX `a`;--> statement-breakpoint\n/* x */ drop index if exists b;\n'))
  for (const sql of [
    '',
    '-- DROP INDEX `a`',
    'DROP INDEX a; CREATE INDEX b ON c (d)',
    'DROP TABLE a',
    "SELECT 'DROP INDEX a'",
  ])
    assert.ok(!isDropOnly(sql), sql)
})
