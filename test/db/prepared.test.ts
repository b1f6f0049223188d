import { env } from 'cloudflare:workers'
import { and, eq, gt } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { type Placeholders, prepared } from '../../src/db/prepared.ts'
import { users } from '../../src/db/schema.ts'
import { newUser } from '../support/makers.ts'

interface Values {
  id: string
  after: Date
}

const counted = () => {
  let times = 0
  const find = prepared(({ build }, { id, after }: Placeholders<Values>) => {
    times++
    return build
      .select({ id: users.id, createdAt: users.createdAt })
      .from(users)
      .where(and(eq(users.id, id), gt(users.createdAt, after)))
  })
  return { find, times: () => times }
}

describe('a prepared query', () => {
  const longAgo = new Date(0)

  it('is put together once, and filled in anew each time', async () => {
    const { find, times } = counted()
    const [one, other] = await Promise.all([newUser(), newUser()])
    for (const { id } of [one, other, one]) {
      const [rows] = await openDatabase(env.DB).batch([find(openDatabase(env.DB), { id, after: longAgo })])
      expect(rows).toEqual([{ id, createdAt: expect.any(Date) }])
    }
    expect(times()).toBe(1)
  })

  it('may be in one batch twice, with other values', async () => {
    const { find } = counted()
    const [one, other] = await Promise.all([newUser(), newUser()])
    const db = openDatabase(env.DB)
    const results = await db.batch([
      find(db, { id: one.id, after: longAgo }),
      find(db, { id: other.id, after: longAgo }),
      find(db, { id: other.id, after: new Date('2100-01-01') }),
    ])
    expect(results.map((rows) => rows.map(({ id }) => id))).toEqual([[one.id], [other.id], []])
  })

  it('takes instants as D1 does', () => {
    const { find } = counted()
    const query = find(openDatabase(env.DB), { id: 'x', after: new Date(1500) })
    expect(query.toSQL().params).toEqual(['x', 1500])
  })
})
