import { asSession } from './support/session.ts'

/** A binding whose operation `name` works `calls` times and then fails. */
export const failingAfter = <T extends object>(binding: T, name: string, calls: number): T => {
  let left = calls
  const get = (target: T, key: string | symbol) => {
    const member = Reflect.get(target, key)
    if (typeof member !== 'function') return member
    if (key !== name || left-- > 0) return member.bind(target)
    return () => Promise.reject(new Error(`${name} is temporarily unavailable`))
  }
  return new Proxy(binding, asSession(get))
}

/** D1 in which something happens between the first batch and the second. */
export const interrupted = (binding: D1Database, between: () => Promise<unknown>): D1Database => {
  let batches = 0
  const batch: D1Database['batch'] = async (statements) => {
    if (++batches === 2) await between()
    return binding.batch(statements)
  }
  const get = (target: D1Database, key: string | symbol) => {
    const member = key === 'batch' ? batch : Reflect.get(target, key)
    return typeof member === 'function' ? member.bind(target) : member
  }
  return new Proxy(binding, asSession(get))
}
