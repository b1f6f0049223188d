// An admin changes an account while its user, or a thief, uses it.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { api } from '../support/client.ts'
import { addFactors, mfaTokenOf } from '../support/factors.ts'
import { newUser, password, signedIn, signedInAdmin, signIn } from '../support/makers.ts'
import { addPasskey, requestOptions } from '../support/passkeys.ts'
import { runAt } from '../support/run-maintenance.ts'
import { change, kindsOf } from './admins.ts'

const count = (table: string, userId: string) =>
  env.DB.prepare(`select count(*) as n from ${table} where user_id = ?`).bind(userId).first<number>('n')

it('no session and no trusted device outlives the end of an account, however requests race', async () => {
  const [as, user] = [await signedInAdmin(), await newUser()]
  const session = await signIn(user)
  const { authenticator } = await addPasskey(session)
  const { email, id } = user
  const { code } = await addFactors({ user })
  const mfa_token = await mfaTokenOf(user)
  const passkey = await authenticator.get(await requestOptions())
  const [disabling] = await Promise.all([
    change(as, id, { active: false }),
    api.post('/users/login/mfa', { body: { mfa_token, code: await code(), trust_device: true } }),
    api.post('/users/login/passkey', { body: { passkey } }),
    api.post('/users/refresh', { body: { refresh_token: session.refresh_token } }),
    api.post('/users/login', { body: { email, password } }),
    api.post('/users/mfa/totp', { as: session, body: { proof: { password, code: await code() } } }),
  ])
  expect(disabling.status).toBe(200)
  for (const table of ['sessions', 'trusted_devices']) expect(await count(table, id), table).toBe(0)
})

it('a removal of factors is stopped or carried out, never both', async () => {
  for (let round = 0; round < 4; round++) {
    const [as, user] = [await signedInAdmin(), await signedIn()]
    await addFactors(user)
    const { id } = user.user
    await api.delete(`/admin/users/${id}/factors`, { as, body: { proof: { password } } })
    const [stopped] = await Promise.all([
      api.delete('/users/factor-removal', { as: user }),
      runAt(new Date(Date.now() + 73 * 3_600_000)),
    ])
    expect(stopped.status).toBe(204)
    const [last] = (await kindsOf(user)).filter((kind) => kind.startsWith('factor'))
    expect(last).toBe((await count('totp_secrets', id)) ? 'factor_removal_stopped' : 'factors_removed')
    expect((await kindsOf(user)).filter((kind) => /stopped|removed/.test(kind))).toHaveLength(1)
    expect(await count('factor_removals', id)).toBe(0)
  }
})
