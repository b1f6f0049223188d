import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * @param {string} folder of drizzle-kit
 * @returns {{ tag: string, sql: string }[]} the migrations in the order in which wrangler applies them: by name
 */
export const readMigrations = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ tag: basename(name, '.sql'), sql: readFileSync(join(folder, name), 'utf8') }))

/**
 * drizzle-kit knows a migration by its journal, wrangler by its file. A merge of two branches may leave them different.
 * @param {string} folder of drizzle-kit
 * @returns {string[]}
 */
export const journalProblems = (folder) => {
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))
  const [files, journal] = [readMigrations(folder), entries].map((all) => all.map(({ tag }) => tag))
  const numbers = files.map((tag) => Number(tag.slice(0, 4)))
  return [
    ...(numbers.every((number, at) => number === at)
      ? []
      : [`The migrations are not numbered from 0000 without a gap: ${files.join(', ')}`]),
    ...(String(files) === String(journal)
      ? []
      : [`migrations/meta/_journal.json has other migrations than the folder: ${journal.join(', ')}`]),
  ].map(
    (problem) =>
      `${problem}.\n  Delete the migration that is not on the main branch, and run \`npm run migration\`.`,
  )
}
