import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../src/app.ts'
import type { MetricsEnv } from '../../src/http/metrics.ts'
import { described } from './client.ts'
import { asSession } from './session.ts'

const needsMail = /^\/users\/(?:email|password\/(?:forgot|reset)|factor-removal\/stop)/

/** The routes that are nothing without mail have it, unless a test says otherwise. All others are tested without. */
export const mailFor = (request: Request): Partial<Env> =>
  needsMail.test(new URL(request.url).pathname) ? { MAIL_FROM: 'books@books.example' } : {}

/** Calls the service with some bindings replaced, and waits for the work that it passed to `waitUntil`. */
export const fetchWith = async (bindings: Partial<Env> & MetricsEnv, request: Request): Promise<Response> => {
  const ctx = createExecutionContext()
  const response = await app.fetch(request, { ...env, ...mailFor(request), ...bindings }, ctx)
  // Read before waiting: a stream ends only when its body is read.
  const received = new Response(
    response.status === 204 || response.status === 304 ? null : await response.arrayBuffer(),
    response,
  )
  await waitOnExecutionContext(ctx)
  return described(request, Promise.resolve(received))
}

/** D1 that counts its round trips. A batch is one. */
export const countingDatabase = (): { DB: D1Database; trips: () => number } => {
  let trips = 0
  const batch: D1Database['batch'] = (statements) => {
    trips++
    return env.DB.batch(statements)
  }
  // The service runs statements only in batches. Every other method fails the test.
  const get = (target: D1Database, name: string | symbol) => {
    if (name === 'batch') return batch
    if (name === 'prepare') return (query: string) => onlyInBatches(target.prepare(query))
    throw new Error(`Not counted: ${String(name)}`)
  }
  const DB = new Proxy(env.DB, asSession(get))
  return { DB, trips: () => trips }
}

const onlyInBatches = (statement: D1PreparedStatement): D1PreparedStatement => {
  const reject = () => {
    throw new Error('A statement must be run in a batch, where its round trip is counted')
  }
  const bind = statement.bind.bind(statement)
  return Object.assign(statement, {
    first: reject,
    run: reject,
    all: reject,
    raw: reject,
    bind: (...values: unknown[]) => onlyInBatches(bind(...values)),
  })
}

/** A binding whose operations fail: all, or those in `names`. */
export const failing = <T extends object>(binding: T, names?: string[]): T =>
  new Proxy(
    binding,
    asSession((target, name) => {
      const member = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      if (names && !names.includes(String(name))) return member.bind(target)
      return () => Promise.reject(new Error(`${String(name)} is temporarily unavailable`))
    }),
  )
