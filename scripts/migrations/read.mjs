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
