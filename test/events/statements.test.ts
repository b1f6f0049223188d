import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import type { EventKind } from '../../src/events/kinds.ts'
import { recordEvent, selectEvents } from '../../src/events/statements.ts'
import { updatePasswordHash } from '../../src/users/statements.ts'
import { newUser } from '../support/makers.ts'

const at = new Date('2026-11-27T10:20:00Z')

const event = (userId: string, kind: EventKind, when = at) => ({
  userId,
  kind,
  userAgent: 'curl/8',
  at: when,
})

const eventsOf = async (userId: string) =>
  (await openDatabase(env.DB).batch({ events: selectEvents(userId, { limit: 10 }) })).events

const hashOf = async (id: string) =>
  (await env.DB.prepare('select password_hash from users where id = ?')
    .bind(id)
    .first<string>('password_hash')) ?? ''

describe('a security event', () => {
  it('is recorded with the change before it', async () => {
    const { id } = await newUser()
    await openDatabase(env.DB).batch({
      changed: updatePasswordHash(id, await hashOf(id), 'other'),
      event: recordEvent(event(id, 'password_changed')),
    })
    expect(await eventsOf(id)).toMatchObject([
      { kind: 'password_changed', count: 1, createdAt: at, hour: null },
    ])
  })

  it('is not recorded when the change before it changed nothing', async () => {
    const { id } = await newUser()
    await openDatabase(env.DB).batch({
      changed: updatePasswordHash(id, 'not this hash', 'other'),
      event: recordEvent(event(id, 'password_changed')),
    })
    expect(await eventsOf(id)).toEqual([])
  })

  it('of a failed attempt shares one row an hour', async () => {
    const { id } = await newUser()
    const minutes = [0, 30, 39, 41]
    for (const minute of minutes) {
      const when = new Date(at.getTime() + minute * 60_000)
      await openDatabase(env.DB).batch({
        changed: updatePasswordHash(id, await hashOf(id), `hash ${minute}`),
        event: recordEvent(event(id, 'sign_in_failed', when)),
      })
    }
    expect((await eventsOf(id)).map(({ count }) => count)).toEqual([1, 3])
  })
})
