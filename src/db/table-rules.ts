import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'

/** How the rows of a reader are deleted when the account is erased. */
type Erasure =
  /** The account itself: emptied at once, deleted when no other row of the reader is left. */
  | { how: 'last' }
  /** In batches, by the column that has the reader's id. */
  | { how: 'batches'; owner: SQLiteColumn }
  /** With the row that they refer to, by `ON DELETE CASCADE`. Only for tables with few rows for each parent. */
  | { how: 'cascade' }
  /** The rows identify no reader. */
  | { how: 'none'; because: string }

/** How rows end without their reader. A row has expired from the instant in the column `at` on. */
type Expiry =
  /** The clean-up deletes the row. `at` must be the first column of an index. */
  | { how: 'delete'; at: SQLiteColumn }
  /** The clean-up deletes the files of the row, then the row. */
  | { how: 'sweep'; at: SQLiteColumn }
  /** The clean-up erases the account, `DISABLED_ACCOUNT_DAYS` after this instant. `at` is the first of an index. */
  | { how: 'erase'; at: SQLiteColumn }
  /** A fixed number of rows, each replaced or deleted by the clean-up itself. */
  | { how: 'replaced' }

export interface TableRules {
  readonly table: SQLiteTable
  /** Whether a backup contains the rows, and a restore brings them back. */
  readonly isBackedUp: boolean
  readonly erasure: Erasure
  /** Null: the rows stay as long as their reader. */
  readonly expiry: Expiry | null
}
