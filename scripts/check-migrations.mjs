// Fails if src/db/schema.ts needs another migration, or if a migration does more than add.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { problemsOfMigrations } from './migrations/additive.mjs'
import { journalProblems, readMigrations } from './migrations/read.mjs'

const migrationsIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.sql'))

/** drizzle-kit generates the missing migration into a copy. */
const schemaProblems = () => {
  const copy = mkdtempSync(join(tmpdir(), 'bookplate-migrations-'))
  try {
    cpSync('migrations', copy, { recursive: true })
    const options = [
      'generate',
      '--dialect=sqlite',
      '--schema=src/db/schema.ts',
      `--out=${relative('.', copy)}`,
    ]
    const { status, stdout, stderr, error } = spawnSync('drizzle-kit', options, { encoding: 'utf8' })
    if (error) return [`drizzle-kit does not start, so run this with \`npm run\`: ${error.message}`]
    const missing = migrationsIn(copy).length - migrationsIn('migrations').length
    if (status === 0 && missing === 0) return []
    return [stdout, stderr, 'The schema has changed: run `npm run migration` and commit the new migration.']
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const problems = [
  ...problemsOfMigrations(readMigrations('migrations')),
  ...journalProblems('migrations'),
  ...schemaProblems(),
]
if (problems.length > 0) {
  console.error(
    `${problems.join('\n')}\nAll rules: docs/operations.md#migrations. To remove a generated one: docs/operations.md#when-one-fails.`,
  )
  process.exitCode = 1
} else {
  console.log('✓ The migrations only add, and make the schema of the code.')
}
