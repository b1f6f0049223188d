import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { notices } from '../../src/mail/templates/notices.ts'
import { templateOf } from '../../src/mail/templates/templates.ts'
import { verified } from '../recovery/flows.ts'
import { api, request } from '../support/client.ts'
import { addFactors } from '../support/factors.ts'
import { password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { mailbox, rowsTo } from './mails.ts'
import { type Box, changes, type Reader, send } from './notified-changes.ts'
import { rollingBack } from './rolled-back.ts'

/** @returns the number of events of a user that have a notice */
const noticesOf = async (userId: string): Promise<number> => {
  const query = 'select kind from security_events where user_id = ?'
  const { results } = await env.DB.prepare(query).bind(userId).all<{ kind: string }>()
  return results.filter(({ kind }) => kind in notices).length
}

const isErased = async (userId: string): Promise<boolean> => {
  const row = await env.DB.prepare('select erased_at from users where id = ?').bind(userId).first()
  return row?.erased_at !== null
}

const byRecoveryCode = async (box: Box, as: Reader) => {
  const { recoveryCodes } = await addFactors(as)
  const code = recoveryCodes[0] ?? ''
  return send(box, 'PUT', '/users/email', as, {
    email: `${crypto.randomUUID()}@example.com`,
    proof: { password, code },
  })
}

describe('the owner gets a mail about', () => {
  it.each(changes)('%s', async (_, subject, status, change) => {
    const box = mailbox()
    const as = await verified()
    expect((await change(box, as)).status).toBe(status)
    expect(box.to(as.user.email)).toMatchObject([{ subject: `${subject} – Bookplate` }])
  })

  it.each(changes)('%s, but not at an email that is not verified', async (_, __, ___, change) => {
    const box = mailbox()
    const as = await signedIn()
    await change(box, as)
    expect(box.to(as.user.email)).toEqual([])
  })

  it.each(changes)('nothing when D1 fails: %s', async (_, __, ___, change) => {
    const box = mailbox()
    const as = await verified()
    const DB = failing(env.DB, ['batch'])
    await change({ ...box, fetch: (toSend) => fetchWith({ ...box.bindings, DB }, toSend) }, as).catch(
      () => {},
    )
    expect(await rowsTo(as.user.email)).toEqual([])
  })
})

it.each(changes)(
  'no mail tells of a change that is rolled back, at each batch: %s',
  async (_, subject, __, change) => {
    for (let nth = 1; nth < 20; nth++) {
      const [box, as] = [mailbox(), await verified()]
      const { DB, wasReached } = rollingBack(nth)
      const before = await noticesOf(as.user.id)
      const outcome = await change(
        { ...box, fetch: (toSend) => fetchWith({ ...box.bindings, DB }, toSend) },
        as,
      ).catch((error: unknown) => error)
      if (!wasReached()) return expect(nth).toBeGreaterThan(1)
      const told = box.to(as.user.email).length + (await rowsTo(as.user.email)).length
      // The mail itself may wait in the outbox when the batch that claims it was rolled back.
      if ((await noticesOf(as.user.id)) > before) expect(told, subject).toBeGreaterThan(0)
      else if (!(await isErased(as.user.id))) expect(told, `${subject}: ${outcome}`).toBe(0)
    }
  },
)

it('the response does not wait for the mail', async () => {
  const box = mailbox()
  const as = await verified()
  const { promise, resolve } = Promise.withResolvers<void>()
  const MAIL: unknown = { send: () => promise.then(() => ({ messageId: '1' })) }
  const ctx = createExecutionContext()
  const bindings = { ...box.bindings, MAIL: MAIL as SendEmail }
  const response = await app.fetch(request('DELETE', '/users', { as }), bindings, ctx)
  expect(response.status).toBe(204)
  expect(await rowsTo(as.user.email)).toMatchObject([{ sent_at: null }])
  resolve()
  await waitOnExecutionContext(ctx)
  expect(await rowsTo(as.user.email)).toMatchObject([{ sent_at: expect.any(Number) }])
})

it('every notice says what to do', () => {
  for (const kind of Object.keys(notices)) {
    const [, advice = ''] = templateOf(`notice_${kind}`)?.paragraphs ?? []
    expect(advice, kind).toMatch(/\b(?:sign|ask|choose|secure|remove)\b/i)
  }
})

it('the owner gets a mail about a recovery code that proved a change', async () => {
  const box = mailbox()
  const as = await verified()
  expect((await byRecoveryCode(box, as)).status).toBe(202)
  const subjects = box.to(as.user.email).map(({ subject }) => subject)
  expect(subjects).toContain('A recovery code was used – Bookplate')
})

it('a wrong password changes nothing and sends nothing', async () => {
  const box = mailbox()
  const as = await verified()
  const body = { current_password: 'Wrong-Horse-7', new_password: 'Another-Horse-8' }
  expect((await send(box, 'PUT', '/users/password', as, body)).status).toBe(401)
  expect(box.to(as.user.email)).toEqual([])
})

it('a service without mail sends no notice, and writes none', async () => {
  const as = await verified()
  await api.put('/users/password', {
    as,
    body: { current_password: password, new_password: 'Another-Horse-8' },
  })
  expect(await rowsTo(as.user.email)).toEqual([])
})
