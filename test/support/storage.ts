import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as schema from '../../src/db/schema.ts'

/** Every table of the schema. */
export const tablesOfSchema: SQLiteTable[] = Object.values(schema).filter((value) => is(value, SQLiteTable))

const emptyDatabase = () =>
  env.DB.batch([
    env.DB.prepare('pragma defer_foreign_keys = on'),
    ...tablesOfSchema.map((table) => env.DB.prepare(`delete from ${getTableConfig(table).name}`)),
  ])

const emptyBucket = async () => {
  for (;;) {
    const { objects } = await env.COVERS.list()
    if (objects.length === 0) return
    await env.COVERS.delete(objects.map(({ key }) => key))
  }
}

export const emptyStorage = async (): Promise<void> => {
  await Promise.all([emptyDatabase(), emptyBucket()])
}

/** Several test files run in one worker, one after the other. Each starts with an empty database and an empty bucket. */
export const startEmpty = async (): Promise<void> => {
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  await emptyStorage()
}
