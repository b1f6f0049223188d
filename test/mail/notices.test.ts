import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { verified } from '../recovery/flows.ts'
import { api, dataOf, request, type Session } from '../support/client.ts'
import { addFactors, startTotp } from '../support/factors.ts'
import { password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { mailbox, rowsTo } from './mails.ts'

type Reader = Awaited<ReturnType<typeof verified>>
type Box = ReturnType<typeof mailbox>

const send = (box: Box, method: string, path: string, as: Session | undefined, body?: unknown) =>
  box.fetch(request(method, path, { as, body }))

const login = (box: Box, { user }: Reader) =>
  send(box, 'POST', '/users/login', undefined, { email: user.email, password })

const reuse = async (box: Box, { refresh_token }: Reader) => {
  const refresh = (token: string) => send(box, 'POST', '/users/refresh', undefined, { refresh_token: token })
  const second = await dataOf(await refresh(refresh_token))
  await refresh(second.refresh_token)
  return refresh(refresh_token)
}

const confirmTotp = async (box: Box, as: Reader) => {
  const { code } = await startTotp(as)
  return send(box, 'POST', '/users/mfa/totp/confirm', as, { code: await code() })
}

const proven = async (box: Box, as: Reader, method: string, path: string) => {
  const { code } = await addFactors(as)
  return send(box, method, path, as, { proof: { password, code: await code() } })
}

const byRecoveryCode = async (box: Box, as: Reader) => {
  const { recoveryCodes } = await addFactors(as)
  const code = recoveryCodes[0] ?? ''
  return send(box, 'PUT', '/users/email', as, {
    email: `${crypto.randomUUID()}@example.com`,
    proof: { password, code },
  })
}

const changes: [string, subject: string, status: number, (box: Box, as: Reader) => Promise<Response>][] = [
  ['a sign-in on a new device', 'New sign-in', 200, login],
  ['a reused refresh token', 'A session was ended', 401, reuse],
  [
    'a new password',
    'Your password was changed',
    204,
    (box, as) =>
      send(box, 'PUT', '/users/password', as, {
        current_password: password,
        new_password: 'Another-Horse-8',
      }),
  ],
  ['a new TOTP', 'An authenticator app was added', 200, confirmTotp],
  [
    'TOTP that was removed',
    'The authenticator app was removed',
    204,
    (box, as) => proven(box, as, 'DELETE', '/users/mfa/totp'),
  ],
  [
    'new recovery codes',
    'New recovery codes',
    200,
    (box, as) => proven(box, as, 'POST', '/users/mfa/recovery-codes'),
  ],
  ['a disabled account', 'Your account was disabled', 204, (box, as) => send(box, 'DELETE', '/users', as)],
]

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
