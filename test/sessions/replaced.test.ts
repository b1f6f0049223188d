// The cookie of a new session replaces that of the old one, so the old session ends: only if there is a new one.
import { expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { addFactors, mfaTokenOf } from '../support/factors.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { addPasskey, requestOptions } from '../support/passkeys.ts'
import { browser, newCookie, refreshBy, signInByCookie, tokenOf } from './browser.ts'

const signInByPasskey = async (
  { authenticator }: Awaited<ReturnType<typeof addPasskey>>,
  token: string,
  counter: number,
) =>
  api.post('/users/login/passkey', {
    body: { passkey: await authenticator.get(await requestOptions(), { counter }), transport: 'cookie' },
    headers: browser(token),
  })

it('a sign-in ends the session of the cookie', async () => {
  const { user, token } = await newCookie()
  expect((await signInByCookie(user, browser(token))).status).toBe(200)
  expect((await refreshBy(token)).status).toBe(401)
})

it('a passkey whose counter went back ends no session', async () => {
  const { token } = await newCookie()
  const passkey = await addPasskey(await signedIn())
  const entered = tokenOf(await signInByPasskey(passkey, token, 9))
  expect(await errorOf(await signInByPasskey(passkey, entered, 8))).toEqual([401, 'invalid_passkey'])
  expect((await refreshBy(entered)).status).toBe(200)
})

it('a code that lost the race, or has to wait, ends no session', async () => {
  const { token } = await newCookie()
  const user = await newUser()
  const { code } = await addFactors({ user })
  const tokens = [
    await mfaTokenOf(user, { transport: 'cookie' }),
    await mfaTokenOf(user, { transport: 'cookie' }),
  ]
  const right = await code()
  const old = tokenOf(await signInByCookie(await newUser()))
  const send = (mfa_token: string, by: string) =>
    api.post('/users/login/mfa', { body: { mfa_token, code: right }, headers: browser(by) })
  const responses = await Promise.all([send(tokens[0] ?? '', token), send(tokens[1] ?? '', old)])
  expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 401])
  const left = await Promise.all([refreshBy(token), refreshBy(old)])
  expect(left.map(({ status }) => status)).toEqual(
    responses.map(({ status }) => (status === 200 ? 401 : 200)),
  )
})
