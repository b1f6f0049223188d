import { setTimeout as sleep } from 'node:timers/promises'

// With the pauses this is about 15 seconds: an hour-long backup should survive a short failure of the network.
const attempts = 6
const firstPauseMs = 500
/** D1 ends a batch after 30 seconds. A request that takes longer than this has lost its connection. */
const timeoutMs = 180_000

const withTimeout = async (operation) => {
  const { promise, reject } = Promise.withResolvers()
  const timer = setTimeout(() => reject(new Error('D1 or R2 does not respond.')), timeoutMs)
  try {
    return await Promise.race([operation(), promise])
  } finally {
    clearTimeout(timer)
  }
}

// A statement that breaks a constraint, or a wrong checksum, fails in the same way again.
const isPermanent = ({ message }) => /SQLITE_(?!BUSY|LOCKED)|checksum/i.test(message)

/**
 * Runs an operation again when it fails. The operation must be safe to repeat, because only its response may be lost.
 * @template T @param {() => Promise<T>} operation @returns {Promise<T>}
 */
export const retry = async (operation) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withTimeout(operation)
    } catch (error) {
      if (attempt === attempts || isPermanent(error)) throw error
      await sleep(firstPauseMs * 2 ** (attempt - 1))
    }
  }
}
