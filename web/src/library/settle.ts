import { settleQueues } from './change-book.ts'
import { settleBatches } from './change-books.ts'
import { sendDeletions } from './deletion.ts'

const longestWaitMs = 5000

/**
 * Carries out what the reader has decided, before the session ends. Waits only some seconds for changes: a slow network must
 * not keep a reader signed in.
 */
export const settle = async (): Promise<void> => {
  const late = new Promise((resolve) => setTimeout(resolve, longestWaitMs))
  const changes = Promise.all([settleQueues(), settleBatches()])
  await Promise.all([sendDeletions(), Promise.race([changes, late])])
}
