import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../src/app.ts'
import { asSession } from '../support/session.ts'

/** A request that stops before its second batch: in between, everything else can happen. */
export interface Gated {
  /** The response, if the request needs no second batch. */
  first: Promise<Response | 'waits'>
  /** Runs the second batch. */
  second: () => Promise<Response>
}

export const gated = (request: Request): Gated => {
  const waits = Promise.withResolvers<'waits'>()
  const gate = Promise.withResolvers<void>()
  let trips = 0
  const batch: D1Database['batch'] = async (statements) => {
    trips++
    if (trips === 2) {
      waits.resolve('waits')
      await gate.promise
    }
    return env.DB.batch(statements)
  }
  const DB = new Proxy(
    env.DB,
    asSession((target, name) => {
      if (name === 'batch') return batch
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    }),
  )
  const context = createExecutionContext()
  const sent = Promise.resolve(app.fetch(request, { ...env, DB }, context))
  return {
    first: Promise.race([waits.promise, sent]),
    second: async () => {
      gate.resolve()
      const response = await sent
      await waitOnExecutionContext(context)
      return response
    },
  }
}
