import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const check = (file) => {
  const database = new DatabaseSync(file)
  try {
    const problems = database
      .prepare('pragma integrity_check')
      .all()
      .map(({ integrity_check }) => integrity_check)
    const dangling = database
      .prepare('pragma foreign_key_check')
      .all()
      .map(({ table }) => `a row of ${table} refers to nothing`)
    return [...problems.filter((problem) => problem !== 'ok'), ...dangling]
  } finally {
    database.close()
  }
}

/**
 * Checks the database files that a killed process left behind, as they are on the disk. Works on a copy, because opening
 * a file repairs it, and the Worker must do that itself.
 * @returns the problems
 */
export const checkIntegrity = (folder) => {
  const copy = join(folder, 'copy')
  cpSync(join(folder, 'storage'), copy, {
    recursive: true,
    // SQLite makes the index of the write-ahead log again. The blobs of R2 are no databases.
    filter: (source) => !source.endsWith('-shm') && !source.endsWith('blobs'),
  })
  try {
    const files = readdirSync(copy, { recursive: true }).filter((name) => name.endsWith('.sqlite'))
    return files.flatMap((file) => check(join(copy, file)).map((problem) => `${file}: ${problem}`))
  } finally {
    rmSync(copy, { recursive: true })
  }
}
