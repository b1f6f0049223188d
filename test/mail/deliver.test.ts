import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { deliverMails } from '../../src/mail/deliver.ts'
import { mailStatements, type NewMail } from '../../src/mail/outbox.ts'
import { maintain } from '../../src/maintenance.ts'
import { linesOfTest } from '../support/logs.ts'
import { newUser } from '../support/makers.ts'
import { failing } from '../support/worker.ts'
import { mailbox, rowsTo, tokenOf } from './mails.ts'

const minute = 60_000
const newEmail = () => `${crypto.randomUUID()}@example.com`
type Box = ReturnType<typeof mailbox>

const write = async ({ config }: Box, more: Partial<NewMail> = {}) => {
  const to = newEmail()
  const mail = { to, template: 'verify_email' as const, at: new Date(), ...more }
  await openDatabase(env.DB).batch(mailStatements(config, mail, sql`true`))
  return to
}

/** As after a response. */
const deliver = async ({ config }: Box) => {
  const executionCtx = createExecutionContext()
  const variables = { db: openDatabase(env.DB), config, requestId: '' }
  deliverMails({ var: variables, executionCtx })
  await waitOnExecutionContext(executionCtx)
}

const runAt = ({ config }: Box, now: Date, DB = env.DB) =>
  maintain(openDatabase(DB), env.COVERS, now, { config })
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute)

describe('the sender', () => {
  it('sends a mail after the response, in both forms, and only once', async () => {
    const box = mailbox()
    const to = await write(box)
    await deliver(box)
    await deliver(box)
    expect(box.to(to)).toHaveLength(1)
    const [mail] = box.to(to)
    expect(mail).toMatchObject({ from: { email: 'books@books.example', name: 'Bookplate' } })
    const url = `http://localhost:8787/#/verify?token=${tokenOf(mail)}`
    expect(mail?.text).toContain(url)
    expect(mail?.html).toContain(`href="${url}"`)
  })

  it('sends no mail whose link has ended meanwhile, and keeps no row of it', async () => {
    let fails = true
    const box = mailbox(() => fails)
    const [ended, good] = [await write(box), await write(box)]
    await deliver(box)
    await env.DB.prepare('delete from mailed_links where email = ?').bind(ended).run()
    fails = false
    await runAt(box, inMinutes(6))
    expect(box.to(ended)).toEqual([])
    expect(await rowsTo(ended)).toEqual([])
    expect(box.to(good)).toHaveLength(1)
  })

  it('sends nothing twice in parallel', async () => {
    const box = mailbox()
    const to = await write(box)
    await Promise.all(Array.from({ length: 6 }, () => deliver(box)))
    expect(box.to(to)).toHaveLength(1)
  })

  it('sends again what failed, with longer and longer waits', async () => {
    let fails = true
    const box = mailbox(() => fails)
    const to = await write(box)
    await deliver(box)
    await runAt(box, inMinutes(0.5))
    expect(await rowsTo(to)).toMatchObject([{ failures: 1 }])
    await runAt(box, inMinutes(2))
    expect(await rowsTo(to)).toMatchObject([{ failures: 2 }])
    fails = false
    await runAt(box, inMinutes(3))
    expect(box.to(to)).toEqual([])
    await runAt(box, inMinutes(5))
    expect(box.to(to)).toHaveLength(1)
  })

  it('logs a failure without the recipient', async () => {
    const box = mailbox(() => true)
    const to = await write(box)
    await deliver(box)
    const lines = linesOfTest().filter(({ event }) => event === 'mail_failed')
    expect(lines).toContainEqual(
      expect.objectContaining({ code: 'E_DELIVERY_FAILED', template: 'verify_email' }),
    )
    expect(JSON.stringify(linesOfTest())).not.toContain(to)
  })

  it('loses nothing when D1 fails before the mail is claimed', async () => {
    const box = mailbox()
    const to = await write(box)
    await expect(runAt(box, inMinutes(1), failing(env.DB, ['batch']))).rejects.toThrow()
    expect(box.to(to)).toEqual([])
    await runAt(box, inMinutes(1))
    expect(box.to(to)).toHaveLength(1)
  })

  it('sends a mail that another run claimed and did not finish', async () => {
    const box = mailbox()
    const to = await write(box)
    await env.DB.prepare('update mails set retry_at = ? where recipient = ?')
      .bind(inMinutes(5).getTime(), to)
      .run()
    await deliver(box)
    expect(box.to(to)).toEqual([])
    await runAt(box, inMinutes(6))
    expect(box.to(to)).toHaveLength(1)
  })

  it('gives up when the link has expired', async () => {
    const box = mailbox(() => true)
    const to = await write(box)
    await runAt(box, inMinutes(24 * 60 + 1))
    expect(await rowsTo(to)).toEqual([])
  })

  it('sends nothing to an account that is being erased', async () => {
    const box = mailbox()
    const { id } = await newUser()
    const to = await write(box, { userId: id })
    await env.DB.prepare('update users set erased_at = 1, disabled_at = 1 where id = ?').bind(id).run()
    await deliver(box)
    expect(box.to(to)).toEqual([])
  })
})
