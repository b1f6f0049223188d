import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { problemsOfMigrations } from '../../scripts/migrations/additive.mjs'
import { journalProblems, readMigrations } from '../../scripts/migrations/read.mjs'
import { copySchema, generateAddition, generateRebuild } from './support/generate.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))

const problemsOf = (sql) => problemsOfMigrations([...migrations, { tag: '9999_new', sql }])

test('the migrations of this repository only add', () => {
  assert.deepEqual(problemsOfMigrations(migrations), [])
})

const additions = [
  'ALTER TABLE `users` ADD `motto` text',
  'ALTER TABLE users ADD COLUMN motto text',
  "ALTER TABLE `users` ADD `motto` text DEFAULT '' NOT NULL",
  'ALTER TABLE `users` ADD `level` integer NOT NULL DEFAULT 0;\nALTER TABLE `users` ADD `x` real DEFAULT -1.5',
  'ALTER TABLE `users` ADD `friend` text REFERENCES users(id)',
  "ALTER TABLE `users` ADD `a` text DEFAULT 'DROP TABLE users; -- ON DELETE CASCADE' NOT NULL",
  '-- DROP TABLE users;\n/* ALTER TABLE users RENAME TO x; */ CREATE INDEX `i` ON `users` (`name`)',
  'CREATE INDEX `i` ON `users` (`name`) WHERE "users"."name" is not null;',
  'CREATE TABLE `notes` (`id` text PRIMARY KEY NOT NULL, `user_id` text NOT NULL, FOREIGN KEY (`user_id`) ' +
    'REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action);\n' +
    'CREATE UNIQUE INDEX `notes_user` ON `notes` (`user_id`);',
  'ALTER TABLE `users` ADD `oauth_id` text;--> statement-breakpoint\n' +
    'CREATE UNIQUE INDEX `users_oauth` ON `users` (`oauth_id`);',
  'DROP INDEX `books_category`',
]
for (const sql of additions)
  test(`passes: ${sql}`, () => {
    assert.deepEqual(problemsOf(sql), [])
  })

const mistakes = [
  ['DROP TABLE `guesses`', /drops the table guesses/, /version in service still reads it.*two releases/],
  ['drop /* now */ table if exists guesses;', /drops the table guesses/, /two releases/],
  ['ALTER TABLE `sessions` DROP COLUMN `user_agent`', /drops a column of sessions/, /The column stays/],
  ['ALTER TABLE users RENAME COLUMN name TO title', /renames users or a column of it/, /two releases/],
  ['ALTER TABLE `users` RENAME TO `readers`', /renames users/, /knows the old name/],
  ['ALTER TABLE `users` ADD `x` text NOT NULL', /NOT NULL without a default/, /nullable.*sentinel/],
  ['ALTER TABLE `users` ADD `x` text NOT NULL DEFAULT NULL', /NOT NULL without a default/, /sentinel/],
  ['ALTER TABLE `users` ADD `x` text DEFAULT (random())', /computed default/, /literal/],
  ['ALTER TABLE `users` ADD `x` text DEFAULT CURRENT_TIMESTAMP', /computed default/, /literal/],
  [
    "ALTER TABLE `users` ADD `x` text DEFAULT '' REFERENCES users(id)",
    /reference with a default/,
    /nullable/,
  ],
  [
    'ALTER TABLE `users` ADD `x` text REFERENCES users(id) ON DELETE SET NULL',
    /cascade: ON DELETE SET NULL/,
    /batches/,
  ],
  [
    'CREATE TABLE `notes` (`user_id` text REFERENCES `users`(`id`) on delete\n cascade)',
    /has a cascade: ON DELETE CASCADE/,
    /src\/db\/tables\.ts.*in batches/,
  ],
  ['CREATE UNIQUE INDEX `i` ON `users` (`name`)', /unique index i to users/, /same values/],
  [
    "ALTER TABLE `users` ADD `x` text DEFAULT '';CREATE UNIQUE INDEX `i` ON `users` (`x`)",
    /unique index i to users/,
    /without a default/,
  ],
  [
    'DROP INDEX `books_identity`; CREATE INDEX `i` ON `books` (`title`)',
    /drops the unique index books_identity among other statements/,
    /ON CONFLICT.*after the new version responds/,
  ],
  [
    'DROP INDEX `users_email_unique`',
    /drops the unique index users_email_unique, and no wider/,
    /has all of its columns/,
  ],
  ['UPDATE `books` SET `version` = 1', /writes rows of books/, /in batches/],
  ['INSERT INTO `users` VALUES (1)', /writes rows of users/, /in batches/],
  ['DELETE FROM guesses', /writes rows/, /in batches/],
  ['WITH x AS (SELECT 1) DELETE FROM `guesses`', /writes rows/, /in batches/],
  ['PRAGMA foreign_keys=OFF', /adds nothing: PRAGMA/, /adds tables, indexes, and columns/],
  ['CREATE TABLE `copy` AS SELECT * FROM `users`', /adds nothing/, /adds tables/],
  ['CREATE VIRTUAL TABLE `words` USING fts5(`title`)', /adds nothing/, /adds tables/],
  ['CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM guesses; END', /adds nothing/, /adds tables/],
  ['DROP TABLE [guesses', /adds nothing/, /adds tables/],
]
for (const [sql, problem, instead] of mistakes)
  test(`reports: ${sql}`, () => {
    const problems = problemsOf(sql)
    assert.notEqual(problems.length, 0)
    assert.match(problems[0], /^migrations\/9999_new\.sql /)
    assert.match(problems[0], problem)
    assert.match(problems[0], instead)
  })

test('a migration with the number of another one, which the journal does not have, is reported', () => {
  const { folder } = copySchema()
  assert.deepEqual(journalProblems(folder), [])
  writeFileSync(`${folder}/0000_other.sql`, 'CREATE TABLE `notes` (`id` text)')
  const problems = journalProblems(folder)
  assert.match(problems[0], /not numbered from 0000 without a gap: 0000_init, 0000_other/)
  assert.match(problems[1], /_journal\.json has other migrations than the folder/)
})

test('a rebuild that drizzle-kit generates fails the check, with the reason and what to do instead', () => {
  const { migration, check } = generateRebuild()
  assert.match(migration.sql, /PRAGMA foreign_keys=OFF;[\s\S]*DROP TABLE `users`;[\s\S]*RENAME TO `users`/)
  const { status, output } = check()
  assert.equal(status, 1)
  assert.match(output, /rebuilds the table users\.\n.*by cascade.*`PRAGMA foreign_keys=OFF` does nothing/)
  assert.match(output, /add one that is nullable or has a default.*sentinel.*new table.*two releases/)
  assert.match(output, /docs\/operations\.md#when-one-fails/)
  assert.equal(output.match(/migrations\/\d/g).length, 1, output)
})

test('columns and a table that drizzle-kit generates pass the check', () => {
  const { migration, check } = generateAddition()
  assert.match(migration.sql, /CREATE TABLE `notes`/)
  assert.deepEqual(check(), {
    status: 0,
    output: '✓ The migrations only add, and make the schema of the code.\n',
  })
})
