import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { maintain } from '../../src/maintenance.ts'
import { signedIn } from '../support/makers.ts'
import { asSession } from '../support/session.ts'
import { addBooks, noRows, rowsOf, runMaintenance } from '../users/traces.ts'

/** D1 that fails for each batch with a value in one of its statements. */
const failingFor = (value: string): D1Database => {
  const named = new WeakSet<D1PreparedStatement>()
  const prepare = (query: string) => {
    const prepared = env.DB.prepare(query)
    const bind = prepared.bind.bind(prepared)
    return Object.assign(prepared, {
      bind: (...values: unknown[]) => {
        const bound = bind(...values)
        if (values.some((one) => String(one).includes(value))) named.add(bound)
        return bound
      },
    })
  }
  const batch: D1Database['batch'] = (statements) =>
    statements.some((statement) => named.has(statement))
      ? Promise.reject(new Error('D1 fails for one reader'))
      : env.DB.batch(statements)
  const members: Record<string | symbol, unknown> = { prepare, batch }
  return new Proxy(
    env.DB,
    asSession((target, name) => members[name] ?? Reflect.get(target, name)),
  )
}

it('one erasure that fails does not hold up the others, and is tried again', async () => {
  const users = await Promise.all(Array.from({ length: 5 }, async () => (await signedIn()).user))
  for (const { id } of users) {
    await addBooks(id, 20)
    await env.DB.prepare('update users set disabled_at = 1, erased_at = 1 where id = ?').bind(id).run()
  }
  const [stuck, ...others] = users
  const DB = openDatabase(failingFor(stuck?.id ?? ''))
  await expect(maintain(DB, env.COVERS, new Date())).rejects.toThrow()
  for (const { id } of others) expect(await rowsOf(id)).toEqual(noRows)
  expect(await rowsOf(stuck?.id ?? '')).toMatchObject({ users: 1, books: 20 })
  await runMaintenance()
  expect(await rowsOf(stuck?.id ?? '')).toEqual(noRows)
})
