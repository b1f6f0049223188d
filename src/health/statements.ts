import { users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'

/** A cheap read. It fails when D1 does not respond, or has not been migrated. */
export const selectAnything = () => statement(build.select({ id: users.id }).from(users).limit(1))
