import { vi } from 'vitest'
import type { Bindings } from './calls.ts'

const wait = setTimeout

/** Timers of the service stand still, so that no time limit depends on the speed of the machine. */
export const stopClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

// So many turns of the event loop without a call are enough for code between two calls.
const idleTurns = 4
// Seconds without a call and without a timer: a call hangs that has no time limit.
const deadTurns = 5000

/**
 * Waits for `work`. When the service waits for nothing but time, its next timer fires: the time limit of a call that
 * hangs, or the pause before another attempt.
 * @param isEnough ends the wait once the service is idle without a timer
 */
export const drive = async <T>(
  bindings: Bindings,
  work: Promise<T>,
  isEnough = () => false,
): Promise<void> => {
  let isDone = false
  const finish = () => {
    isDone = true
  }
  work.then(finish, finish)
  for (let idle = 0; !isDone; idle++) {
    await new Promise<void>((resolve) => void wait(resolve, 0))
    if (bindings.isBusy) idle = 0
    if (idle < idleTurns) continue
    if (idle > deadTurns) throw new Error('The service waits for a call that has no time limit')
    if (vi.getTimerCount() > 0) {
      vi.advanceTimersToNextTimer()
      idle = 0
    } else if (isEnough()) return
  }
}
