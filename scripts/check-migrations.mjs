// Fails if src/db/schema.ts needs another migration: drizzle-kit generates it into a copy of migrations/.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const copy = mkdtempSync(join(tmpdir(), 'bookplate-migrations-'))
const migrationsIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.sql'))

try {
  cpSync('migrations', copy, { recursive: true })
  const options = [
    'generate',
    '--dialect=sqlite',
    '--schema=src/db/schema.ts',
    `--out=${relative('.', copy)}`,
  ]
  const { status, stdout, stderr } = spawnSync('drizzle-kit', options, { encoding: 'utf8' })
  const missing = migrationsIn(copy).length - migrationsIn('migrations').length
  if (status !== 0 || missing !== 0) {
    console.error(stdout ?? '', stderr ?? '')
    console.error('The schema has changed: run `npm run migration` and commit the new migration.')
    process.exitCode = 1
  }
} finally {
  rmSync(copy, { recursive: true })
}
