import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { getPlatformProxy } from 'wrangler'

process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'

const installations = 40
const folderOfMigrations = new URL('../../../../migrations/', import.meta.url)
const migrations = readdirSync(folderOfMigrations)
  .filter((name) => name.endsWith('.sql'))
  .sort()
const statements = migrations.flatMap((name) =>
  readFileSync(new URL(name, folderOfMigrations), 'utf8').split('--> statement-breakpoint'),
)

const config = () => {
  const numbers = Array.from({ length: installations }, (_, at) => at)
  return {
    name: 'backup-test',
    compatibility_date: '2026-11-01',
    d1_databases: numbers.map((at) => ({ binding: `DB${at}`, database_name: `db-${at}` })),
    r2_buckets: numbers.map((at) => ({ binding: `R2${at}`, bucket_name: `bucket-${at}` })),
  }
}

/** Applies all migrations. */
export const migrateDatabase = (db) =>
  db.batch([
    ...statements.map((sql) => db.prepare(sql)),
    db.prepare('create table d1_migrations (id integer primary key, name text)'),
    ...migrations.map((name) => db.prepare('insert into d1_migrations (name) values (?)').bind(name)),
  ])

/** Called once in a test file. Returns a function that makes an empty, migrated installation in one runtime. */
export const useInstallations = () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-backup-'))
  let platform
  let made = 0
  before(async () => {
    const configPath = join(folder, 'wrangler.json')
    writeFileSync(configPath, JSON.stringify(config()))
    platform = await getPlatformProxy({ configPath, persist: false, envFiles: [] })
  })
  after(async () => {
    await platform.dispose()
    rmSync(folder, { recursive: true })
  })
  return async ({ isMigrated = true } = {}) => {
    const at = made++
    const db = platform.env[`DB${at}`]
    if (isMigrated) await migrateDatabase(db)
    return { db, covers: platform.env[`R2${at}`] }
  }
}

/** A place for a backup, in memory. */
export const memoryStore = (files = new Map()) => ({
  label: 'the test',
  files,
  read: async (name) => files.get(name),
  write: async (name, bytes) => void files.set(name, Buffer.from(bytes)),
})

const hash = '$pbkdf2-sha256$i=100000,c=1$c2FsdA$aGFzaA'

export const addUser = (db, id, email = `${id}@example.com`) =>
  db
    .prepare(`insert into users (id, name, email, password_hash, password_version, created_at, updated_at)
       values (?, ?, ?, ?, 1, 0, 0)`)
    .bind(id, 'Some Reader', email, hash)
    .run()

export const addBook = (db, id, { userId, title = id, description = '', coverKey = null }) =>
  db
    .prepare(`insert into books (id, user_id, title, description, title_words, description_words, category, cover_key, version,
       created_at, updated_at) values (?, ?, ?, ?, '[]', '[]', 'science', ?, 1, 0, 0)`)
    .bind(id, userId, title, description, coverKey)
    .run()

/** Adds books of `u1` with ids between `b1` and `x`. */
export const addBooks = (db, count) =>
  db
    .prepare(
      `insert into books (id, user_id, title, description, title_words, description_words, category, version, created_at,
       updated_at) select 'c' || value, 'u1', 'title ' || value, '', '[]', '[]', 'science', 1, 0, 0 from json_each(?)`,
    )
    .bind(JSON.stringify(Array.from({ length: count }, (_, at) => at)))
    .run()

export const addCover = async (covers, key, text = key) => {
  const httpMetadata = { contentType: 'image/webp' }
  for (const name of ['cover.webp', 'shelf.webp', 'thumb.webp'])
    await covers.put(`${key}/${name}`, `${text} ${name}`, { httpMetadata })
}

export const rowsOf = async (db, table) =>
  (await db.prepare(`select * from ${table} order by 1`).all()).results

export const namesIn = async (covers) => (await covers.list()).objects.map(({ key }) => key)

export const source = {
  env: 'production',
  isRemote: false,
  database: 'bookplate',
  bucket: 'bookplate-covers',
}
