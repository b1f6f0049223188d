/** A timer that can be paused. It starts with `resume`. */
export const createTimer = (milliseconds: number, onEnd: () => void) => {
  let left = milliseconds
  let started: { at: number; timer: ReturnType<typeof setTimeout> } | undefined
  const pause = (): void => {
    if (!started) return
    clearTimeout(started.timer)
    left = Math.max(0, left - (Date.now() - started.at))
    started = undefined
  }
  return {
    pause,
    resume: (): void => {
      started ??= { at: Date.now(), timer: setTimeout(onEnd, left) }
    },
    /** The same as `pause`, for a timer that is not needed any more. */
    stop: pause,
  }
}

export type Timer = ReturnType<typeof createTimer>
