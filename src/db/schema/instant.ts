import { integer } from 'drizzle-orm/sqlite-core'

/** An instant, stored as Unix milliseconds. */
export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' })
