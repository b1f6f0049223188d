// Changes of one account that race with each other: the result is that of some order.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { linkTo, mailbox, tokenOf } from '../mail/mails.ts'
import { errorOf } from '../support/client.ts'
import { addFactors, mfaTokenOf } from '../support/factors.ts'
import { addPasskey, passkeyProof } from '../support/passkeys.ts'
import {
  askForEmail,
  canSignIn,
  forget,
  makeLink,
  newEmail,
  newPassword,
  post,
  reset,
  signUp,
  userRow,
  verified,
  verify,
} from './flows.ts'

const rowsOf = async (table: string, userId: string) =>
  (await env.DB.prepare(`select * from ${table} where user_id = ?`).bind(userId).all()).results

it('a reset and a change of the email: one of them happens', async () => {
  const box = mailbox()
  const { as, email, token } = await makeLink.change_email(box)
  await forget(box, as.user.email)
  const forgotten = tokenOf(box.to(as.user.email).at(-1))
  const responses = await Promise.all([verify(box, token), reset(box, forgotten)])
  expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 400])
  const isChanged = responses[0]?.status === 204
  expect((await userRow(as.user.id))?.email).toBe(isChanged ? email : as.user.email)
  expect(await canSignIn(isChanged ? email : as.user.email, newPassword)).toBe(!isChanged)
})

it('a sign-up and a change to the same email: one account has it', async () => {
  const box = mailbox()
  const { as, email, token } = await makeLink.change_email(box)
  await signUp(box, email)
  const waiting = tokenOf(box.to(email).at(-1))
  const responses = await Promise.all([verify(box, waiting), verify(box, token)])
  expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 400])
  const { results } = await env.DB.prepare('select id from users where email = ?').bind(email).all()
  expect(results).toHaveLength(1)
  expect(results[0]?.id === as.user.id).toBe(responses[1]?.status === 204)
})

it('nothing that races with a reset leaves a session, a trusted device, a passkey or a link', async () => {
  const box = mailbox()
  const as = await verified()
  const { authenticator } = await addPasskey(as)
  const { code } = await addFactors(as)
  const mfa_token = await mfaTokenOf(as.user)
  const token = await linkTo(as.user, 'reset_password')
  const proof = await passkeyProof(as, authenticator, 'change_email', 'new@example.com')
  const [resetting] = await Promise.all([
    reset(box, token),
    post(box, '/users/login/mfa', { mfa_token, code: await code(), trust_device: true }),
    askForEmail(box, as, 'new@example.com', proof),
    post(box, '/users/passkeys/options', {}, as),
    forget(box, as.user.email),
  ])
  expect(resetting?.status).toBe(204)
  for (const table of ['sessions', 'trusted_devices', 'pending_sign_ins'])
    expect(await rowsOf(table, as.user.id), table).toEqual([])
  expect(await rowsOf('passkeys', as.user.id)).toHaveLength(1)
  const { results } = await env.DB.prepare(
    'select 1 from mailed_links l join users u on u.id = l.user_id where u.id = ? and l.password_version < u.password_version',
  )
    .bind(as.user.id)
    .all()
  expect(results).toEqual([])
})

it('one proof by a passkey writes to one new email, of many requests at once', async () => {
  const box = mailbox()
  const as = await verified()
  const { authenticator } = await addPasskey(as)
  const email = newEmail()
  const proof = await passkeyProof(as, authenticator, 'change_email', email)
  const responses = await Promise.all(Array.from({ length: 6 }, () => askForEmail(box, as, email, proof)))
  expect(responses.map(({ status }) => status).toSorted()).toEqual([202, 401, 401, 401, 401, 401])
  expect(box.to(email)).toHaveLength(1)
  const other = await askForEmail(
    box,
    as,
    newEmail(),
    await passkeyProof(as, authenticator, 'change_email', email),
  )
  expect(await errorOf(other)).toEqual([401, 'invalid_passkey'])
})
