import type { Database } from '../db/client.ts'
import { users } from '../db/schema.ts'

/** Asks for nothing in particular; fails when D1 does not answer, or has not been migrated. */
export const pingDatabase = (db: Database) =>
  db.batch([db.build.select({ id: users.id }).from(users).limit(1)])
