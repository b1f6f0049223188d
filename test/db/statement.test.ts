import { env } from 'cloudflare:workers'
import { and, eq, gt } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { users } from '../../src/db/schema.ts'
import { build, type Placeholders, prepared, statement } from '../../src/db/statement.ts'
import { newUser } from '../support/makers.ts'

interface Values {
  id: string
  after: Date
}

const counted = () => {
  let times = 0
  const select = prepared(({ id, after }: Placeholders<Values>) => {
    times++
    return build
      .select({ id: users.id, createdAt: users.createdAt })
      .from(users)
      .where(and(eq(users.id, id), gt(users.createdAt, after)))
  })
  return { select, times: () => times }
}

describe('a prepared statement', () => {
  const after = new Date(0)

  it('is built once, and gets its values at each use', async () => {
    const { select, times } = counted()
    const [one, other] = await Promise.all([newUser(), newUser()])
    for (const { id } of [one, other, one]) {
      const { found } = await openDatabase(env.DB).batch({ found: select({ id, after }) })
      expect(found).toEqual([{ id, createdAt: expect.any(Date) }])
    }
    expect(times()).toBe(1)
  })

  it('may be in one batch several times, with different values', async () => {
    const { select } = counted()
    const [one, other] = await Promise.all([newUser(), newUser()])
    const { first, second, third } = await openDatabase(env.DB).batch({
      first: select({ id: one.id, after }),
      second: select({ id: other.id, after }),
      third: select({ id: other.id, after: new Date('2100-01-01') }),
    })
    expect([first, second, third].map((rows) => rows.map(({ id }) => id))).toEqual([[one.id], [other.id], []])
  })

  it('converts instants to the numbers that D1 stores', () => {
    const { select } = counted()
    expect(select({ id: 'x', after: new Date(1500) }).params).toEqual(['x', 1500])
  })
})

describe('a batch', () => {
  it('runs its statements in the order of their names, and leaves out those that are undefined', async () => {
    const { id } = await newUser()
    const named = (name: string) =>
      statement(build.update(users).set({ name }).where(eq(users.id, id)).returning({ name: users.name }))
    const { z, skipped, a } = await openDatabase(env.DB).batch({
      z: named('First'),
      skipped: undefined,
      a: named('Second'),
    })
    expect([z, skipped, a]).toEqual([[{ name: 'First' }], undefined, [{ name: 'Second' }]])
    const row = await env.DB.prepare('select name from users where id = ?').bind(id).first()
    expect(row).toEqual({ name: 'Second' })
  })
})

describe('the rows of a statement', () => {
  it('are read by name with the same result as Drizzle by position', async () => {
    const { id } = await newUser()
    const columns = { key: users.id, at: users.createdAt, disabledAt: users.disabledAt, name: users.name }
    const built = build.select(columns).from(users).where(eq(users.id, id))
    const { rows } = await openDatabase(env.DB).batch({ rows: statement(built) })
    const query = env.DB.prepare('select id, created_at, disabled_at, name from users where id = ?').bind(id)
    const [result] = await env.DB.batch([query])
    expect(rows).toEqual(built.prepare().mapResult(result, true))
    expect(rows).toEqual([{ key: id, at: expect.any(Date), disabledAt: null, name: 'Some Reader' }])
  })
})
