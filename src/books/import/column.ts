import type { DateContext } from './dates.ts'

/** A column of the file, as readers of cells see it. */
export interface Column extends DateContext {
  /** The name in the report and in `extra`: as in the file, and different from all others. */
  name: string
}

/** A cell that waits for the other cells of its row. */
export interface WaitingCell {
  column: Column
  cell: string
}
