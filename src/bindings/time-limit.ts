/** The time limit of a call, where the configuration has no other. */
export const defaultTimeLimitMs = 10_000

/** A call to a binding did not respond in time. It may still be carried out. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
  /** Resolves when the call ends after all. It never rejects. */
  readonly ended: Promise<void>

  constructor(call: string, limitMs: number, work: Promise<unknown>) {
    super(`${call} did not respond within ${limitMs} ms`)
    const ignore = () => {}
    this.ended = work.then(ignore, ignore)
  }
}

/**
 * Nothing in the platform bounds the time of a binding: a call that hangs would hang its request. Costs one timer, which
 * is cleared when the call ends.
 * @param call names the binding and its operation, for the log
 * @throws TimeLimitError after `limitMs`; until then the errors of `work`
 */
export const withinLimit = <T>(call: string, limitMs: number, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError(call, limitMs, work)), limitMs)
    work.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (cause) => {
        clearTimeout(timer)
        reject(cause)
      },
    )
  })

/** @returns `binding` whose asynchronous operations have a time limit. Streams in their results need `limitStream`. */
export const limitCalls = <T extends object>(binding: T, name: string, limitMs: number): T =>
  new Proxy(binding, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(member, target, args)
        return result instanceof Promise ? withinLimit(`${name} ${String(key)}`, limitMs, result) : result
      }
    },
  })
