import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from './instant.ts'

/** Where a part of the clean-up stopped that needs several runs. A part that has finished has no row. */
export const cursors = sqliteTable('cursors', {
  part: text('part').primaryKey(),
  /** The last thing that was examined. */
  position: text('position').notNull(),
  startedAt: instant('started_at').notNull(),
})
