import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readMigrations } from '../../../scripts/migrations/read.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const copies = []
after(() => {
  for (const copy of copies) rmSync(copy, { recursive: true })
})

/** @returns a folder with the schema and the migrations, and functions that change and check it */
export const copySchema = () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-schema-'))
  copies.push(folder)
  for (const name of ['src/db', 'migrations', 'drizzle.config.ts', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const run = (command, args) => {
    const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` }
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' })
    return { status, output: stdout + stderr }
  }
  return {
    folder: join(folder, 'migrations'),
    /** Replaces a text of the schema. */
    change: (file, from, to) => {
      const path = join(folder, 'src/db/schema', file)
      const before = readFileSync(path, 'utf8')
      assert.ok(before.includes(from), `${file} has no ${from}`)
      writeFileSync(path, before.replace(from, to))
    },
    /** @returns the migration that drizzle-kit generates for the changes */
    generate: () => {
      const before = readMigrations(join(folder, 'migrations')).length
      const { status, output } = run('drizzle-kit', ['generate'])
      assert.equal(status, 0, output)
      const migrations = readMigrations(join(folder, 'migrations'))
      assert.equal(migrations.length, before + 1, output)
      return migrations.at(-1)
    },
    /** Runs the check of `npm run check`. */
    check: () => run(process.execPath, [join(root, 'scripts/check-migrations.mjs')]),
  }
}

/** A column that becomes nullable: drizzle-kit builds the table again. @returns the migration and the check */
export const generateRebuild = () => {
  const schema = copySchema()
  schema.change('users.ts', "name: text('name').notNull()", "name: text('name')")
  return { migration: schema.generate(), check: schema.check }
}

const notes = `
export const notes = sqliteTable('notes', {
  id: text('id').primaryKey(),
  userId: text('user_id').notNull().references(() => users.id),
  text: text('text').notNull(),
})
`

/** Two columns and a table. @returns the migration and the check */
export const generateAddition = () => {
  const schema = copySchema()
  schema.change(
    'users.ts',
    "name: text('name').notNull(),",
    "name: text('name').notNull(), motto: text('motto'), level: integer('level').notNull().default(7),",
  )
  schema.change('users.ts', 'export const users', `${notes}\nexport const users`)
  return { migration: schema.generate(), check: schema.check }
}
