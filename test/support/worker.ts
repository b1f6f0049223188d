import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../src/app.ts'
import { described } from './client.ts'
import { asSession } from './session.ts'

/** Calls the service with other bindings than the real ones, and waits for what it left to `waitUntil`. */
export const fetchWith = async (bindings: Partial<Env>, request: Request): Promise<Response> => {
  const ctx = createExecutionContext()
  const response = await app.fetch(request, { ...env, ...bindings }, ctx)
  // Read before waiting: the body of a stream ends only when somebody reads it.
  const answer = new Response(
    response.status === 204 || response.status === 304 ? null : await response.arrayBuffer(),
    response,
  )
  await waitOnExecutionContext(ctx)
  return described(request, Promise.resolve(answer))
}

/** D1 that counts its round trips: whatever is sent at once is one. */
export const countingDatabase = (): { DB: D1Database; trips: () => number } => {
  let trips = 0
  const batch: D1Database['batch'] = (statements) => {
    trips++
    return env.DB.batch(statements)
  }
  // The service sends everything as a batch; whoever goes around that is told so.
  const get = (target: D1Database, name: string | symbol) => {
    if (name === 'batch') return batch
    if (name === 'prepare') return (query: string) => onlyInBatches(target.prepare(query))
    throw new Error(`Not counted: ${String(name)}`)
  }
  const DB = new Proxy(env.DB, asSession(get))
  return { DB, trips: () => trips }
}

const onlyInBatches = (statement: D1PreparedStatement): D1PreparedStatement => {
  const refuse = () => {
    throw new Error('A statement must be run in a batch, where its round trip is counted')
  }
  const bind = statement.bind.bind(statement)
  return Object.assign(statement, {
    first: refuse,
    run: refuse,
    all: refuse,
    raw: refuse,
    bind: (...values: unknown[]) => onlyInBatches(bind(...values)),
  })
}

/** A binding of which every operation fails, or those that `name` lists. */
export const failing = <T extends object>(binding: T, names?: string[]): T =>
  new Proxy(
    binding,
    asSession((target, name) => {
      const member = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (names && !names.includes(String(name))) return member.bind(target)
      return () => Promise.reject(new Error(`${String(name)} is out of order`))
    }),
  )
