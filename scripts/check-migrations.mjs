// Fails when src/db/schema.ts has what no migration makes: lets drizzle-kit write the missing migration into a copy.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const copy = mkdtempSync(join(tmpdir(), 'bookplate-migrations-'))
const list = (folder) => readdirSync(folder).filter((name) => name.endsWith('.sql'))

try {
  cpSync('migrations', copy, { recursive: true })
  const options = [
    'generate',
    '--dialect=sqlite',
    '--schema=src/db/schema.ts',
    `--out=${relative('.', copy)}`,
  ]
  const { status, stdout, stderr } = spawnSync('drizzle-kit', options, { encoding: 'utf8' })
  const missing = list(copy).length - list('migrations').length
  if (status !== 0 || missing !== 0) {
    console.error(stdout, stderr)
    console.error('The schema has changed: run `npm run migration` and commit what it writes.')
    process.exitCode = 1
  }
} finally {
  rmSync(copy, { recursive: true })
}
