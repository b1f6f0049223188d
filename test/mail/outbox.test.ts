import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { eventKinds } from '../../src/events/kinds.ts'
import { noticeStatements } from '../../src/events/notices.ts'
import { recordEvent } from '../../src/events/statements.ts'
import { readConfig } from '../../src/http/config.ts'
import { mailCountKeyOf } from '../../src/mail/counts.ts'
import { mailStatements } from '../../src/mail/outbox.ts'
import { notices } from '../../src/mail/templates/notices.ts'
import { insertUser, updateName } from '../../src/users/statements.ts'
import { newUser } from '../support/makers.ts'
import { mailbox, rowsTo } from './mails.ts'

const { config } = mailbox()
const db = () => openDatabase(env.DB)
const always = sql`true`
const newEmail = () => `${crypto.randomUUID()}@example.com`
const verify = (id: string) =>
  env.DB.prepare('update users set email_verified_at = 1 where id = ?').bind(id).run()

describe('a mail', () => {
  it('is written with its cause, and its link with it', async () => {
    const to = newEmail()
    const mail = {
      to,
      template: 'sign_up' as const,
      link: { name: 'A B', passwordHash: 'h' },
      at: new Date(),
    }
    await db().batch(mailStatements(config, mail, always))
    const [row] = await rowsTo(to)
    expect(row).toMatchObject({ template: 'sign_up', user_id: null, failures: 0, sent_at: null })
    const link = await env.DB.prepare('select * from mailed_links where id = ?').bind(row?.link_id).first()
    expect(link).toMatchObject({ purpose: 'sign_up', email: to, name: 'A B', expires_at: row?.expires_at })
  })

  it('is not written, and neither is its link, when its cause changed nothing', async () => {
    const to = newEmail()
    const nothing = updateName({ kind: 'session', userId: 'x', sessionId: 'x', at: new Date() }, 'A B')
    const mail = { to, template: 'sign_up' as const, at: new Date() }
    await db().batch({ nothing, ...mailStatements(config, mail) })
    expect(await rowsTo(to)).toEqual([])
    expect(await env.DB.prepare('select * from mailed_links where email = ?').bind(to).first()).toBeNull()
  })

  it('is not written when its transaction is rolled back', async () => {
    const { email } = await newUser()
    const to = newEmail()
    const taken = insertUser({
      id: crypto.randomUUID(),
      name: 'A B',
      email,
      passwordHash: '',
      passwordVersion: 1,
      createdAt: new Date(),
      updatedAt: new Date(),
    })
    const mail = mailStatements(config, { to, template: 'verify_email', at: new Date() }, always)
    await expect(db().batch({ ...mail, taken })).rejects.toThrow()
    expect(await rowsTo(to)).toEqual([])
  })

  it('has no statement where the service sends no mail', () => {
    const mail = { to: newEmail(), template: 'verify_email' as const, at: new Date() }
    expect(mailStatements(readConfig(env), mail)).toEqual({})
  })

  it('is counted: three an hour to an email, also in parallel, and again after the hour', async () => {
    const to = newEmail()
    const countKey = await mailCountKeyOf(config, to)
    const at = new Date()
    const write = (when: Date) =>
      db().batch(mailStatements(config, { to, template: 'verify_email', countKey, at: when }, always))
    await Promise.all(Array.from({ length: 8 }, () => write(at)))
    expect(await rowsTo(to)).toHaveLength(3)
    await write(new Date(at.getTime() + 60 * 60 * 1000 - 1))
    expect(await rowsTo(to)).toHaveLength(3)
    await write(new Date(at.getTime() + 60 * 60 * 1000))
    expect(await rowsTo(to)).toHaveLength(4)
  })
})

describe('a notice', () => {
  const tell = async (userId: string, kind: keyof typeof eventKinds, cause: string) => {
    const event = { userId, kind, userAgent: '', at: new Date() }
    const changed = updateHash(userId, cause)
    await db().batch({ changed, event: recordEvent(event), ...noticeStatements(config, event) })
  }
  const updateHash = (userId: string, cause: string) => ({
    ...insertUser({
      id: '',
      name: '',
      email: '',
      passwordHash: '',
      passwordVersion: 1,
      createdAt: new Date(),
      updatedAt: new Date(),
    }),
    sql: 'update users set name = ? where id = ? and 1 = ?',
    params: ['A B', userId, cause === 'happened' ? 1 : 0],
  })

  it('goes to a verified email', async () => {
    const { id, email } = await newUser()
    await verify(id)
    await tell(id, 'password_changed', 'happened')
    expect(await rowsTo(email)).toMatchObject([{ template: 'notice_password_changed', user_id: id }])
  })

  it('is not sent for an event that did not happen', async () => {
    const { id, email } = await newUser()
    await verify(id)
    await tell(id, 'password_changed', 'did not happen')
    expect(await rowsTo(email)).toEqual([])
  })

  it('does not go to an email that is not verified', async () => {
    const { id, email } = await newUser()
    await tell(id, 'password_changed', 'happened')
    expect(await rowsTo(email)).toEqual([])
  })

  it('is not sent for other kinds', async () => {
    const { id, email } = await newUser()
    await verify(id)
    await tell(id, 'signed_in', 'happened')
    expect(await rowsTo(email)).toEqual([])
  })

  it('is of a kind that exists', () => {
    // The events of an erased account are erased.
    const kinds = [...Object.keys(eventKinds), 'account_erased', 'abandoned_account_erased']
    expect(kinds).toEqual(expect.arrayContaining(Object.keys(notices)))
  })
})
