import { setTimeout as sleep } from 'node:timers/promises'

// With the pauses this is about 15 seconds: an hour-long backup should survive a short failure of the network.
const attempts = 6
const firstPauseMs = 500

/**
 * Runs an operation again when it fails. The operation must be safe to repeat, because only its response may be lost.
 * @template T @param {() => Promise<T>} operation @returns {Promise<T>}
 */
export const retry = async (operation) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation()
    } catch (error) {
      // A statement that breaks a constraint, or a wrong checksum, fails in the same way again.
      if (attempt === attempts || /SQLITE_|checksum/i.test(error.message)) throw error
      await sleep(firstPauseMs * 2 ** (attempt - 1))
    }
  }
}
