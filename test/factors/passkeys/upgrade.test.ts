import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { upgradeKeys } from '../../../src/auth/keys.ts'
import { makeUpgrade } from '../../../src/factors/passkeys/upgrade.ts'
import { readConfig } from '../../../src/http/config.ts'
import { sessionIdOf } from '../../request-makers.ts'
import { newAuthenticator } from '../../support/authenticator.ts'
import { api, dataOf, errorOf, type Session } from '../../support/client.ts'
import { newUser, password, signIn } from '../../support/makers.ts'

const signInForUpgrade = async () => {
  const { email } = await newUser()
  const body = { email, password, passkey_upgrade: true }
  return dataOf(await api.post('/users/login', { body }))
}

const start = async (as: Session, upgrade: string) =>
  api.post('/users/passkeys/options', { as, body: { upgrade } })

/** Adds a passkey like a browser does by itself: without asking the user. */
const upgradeWith = async (as: Session, upgrade: string) => {
  const { options } = await dataOf(await api.post('/users/passkeys/options', { as }))
  const passkey = await (await newAuthenticator()).create(options, { flags: 0x40 })
  return api.post('/users/passkeys', { as, body: { passkey, upgrade } })
}

describe('the upgrade of a sign-in with the password', () => {
  it('is there only if asked for', async () => {
    expect(await signIn(await newUser())).not.toHaveProperty('passkey_upgrade')
    expect((await signInForUpgrade()).passkey_upgrade).toMatch(/^[\w-]+$/)
  })

  it('adds one passkey without the user', async () => {
    const as = await signInForUpgrade()
    const { options } = await dataOf(await start(as, as.passkey_upgrade))
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: 'required',
      userVerification: 'preferred',
    })
    expect((await upgradeWith(as, as.passkey_upgrade)).status).toBe(201)
    expect(await errorOf(await upgradeWith(as, as.passkey_upgrade))).toEqual([401, 'invalid_passkey'])
  })

  it('adds one passkey of parallel requests', async () => {
    const as = await signInForUpgrade()
    const responses = await Promise.all(Array.from({ length: 5 }, () => upgradeWith(as, as.passkey_upgrade)))
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401])
  })

  it('is for its session alone', async () => {
    const [one, two] = [await signInForUpgrade(), await signInForUpgrade()]
    const again = await signIn(one.user)
    for (const as of [two, again]) {
      expect(await errorOf(await upgradeWith(as, one.passkey_upgrade))).toEqual([403, 'step_up_required'])
      expect(await errorOf(await start(as, one.passkey_upgrade))).toEqual([403, 'step_up_required'])
    }
  })

  it('ends after five minutes', async () => {
    const as = await signInForUpgrade()
    const make = async (ageSeconds: number) =>
      makeUpgrade(
        await upgradeKeys(readConfig(env)),
        sessionIdOf(as),
        new Date(Date.now() - ageSeconds * 1000),
      )
    expect(await errorOf(await upgradeWith(as, await make(301)))).toEqual([403, 'step_up_required'])
    expect((await upgradeWith(as, await make(290))).status).toBe(201)
  })

  it.each(['x', 'A'.repeat(72)])('rejects %s', async (upgrade) => {
    const as = await signInForUpgrade()
    expect(await errorOf(await upgradeWith(as, upgrade))).toEqual([403, 'step_up_required'])
  })

  it('proves nothing else', async () => {
    const as = await signInForUpgrade()
    await upgradeWith(as, as.passkey_upgrade)
    const [{ id }] = await dataOf(await api.get('/users/passkeys', { as }))
    const { passkey_upgrade: upgrade } = await signInForUpgrade()
    const bodies = [{ upgrade }, { proof: { upgrade } }, { proof: { password: upgrade } }]
    for (const body of bodies)
      expect((await api.delete(`/users/passkeys/${id}`, { as, body })).ok).toBe(false)
  })
})
