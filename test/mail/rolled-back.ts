import { env } from 'cloudflare:workers'
import { asSession } from '../support/session.ts'

/** D1 whose batch number `nth` is rolled back by its last statement. `wasReached` says whether there was such a batch. */
export const rollingBack = (nth: number) => {
  let batches = 0
  const broken = env.DB.prepare('insert into users (id) values (null)')
  const batch: D1Database['batch'] = (statements) =>
    env.DB.batch(++batches === nth ? [...statements, broken] : statements)
  const get = (target: D1Database, key: string | symbol) => {
    const member = key === 'batch' ? batch : Reflect.get(target, key)
    return typeof member === 'function' ? member.bind(target) : member
  }
  return { DB: new Proxy(env.DB, asSession(get)), wasReached: () => batches >= nth }
}
