import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { newRandomToken } from '../../../src/auth/random-tokens.ts'
import { openDatabase } from '../../../src/db/client.ts'
import { type Action, actions } from '../../../src/factors/proof/actions.ts'
import { deleteChallenge, ifChallenged, insertStepUp } from '../../../src/factors/proof/challenges.ts'
import { selectIf } from '../../../src/factors/proof/statements.ts'
import { sessionIdOf } from '../../request-makers.ts'
import { api, errorOf, type Session } from '../../support/client.ts'
import { addFactors } from '../../support/factors.ts'
import { password, signedIn, signIn } from '../../support/makers.ts'

const db = openDatabase(env.DB)

const addPasskey = (userId: string) =>
  env.DB.prepare(
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, aaguid, is_backed_up, name, created_at)
     values (?, ?, ?, '', 0, '[]', '', 0, 'Key', 0)`,
  )
    .bind(crypto.randomUUID(), userId, crypto.randomUUID())
    .run()

it('a challenge is good for its own action, target and session, once and for five minutes', async () => {
  const as = await signedIn()
  await addPasskey(as.user.id)
  const at = new Date()
  const own = { kind: 'session' as const, userId: as.user.id, sessionId: sessionIdOf(as), at }
  const other = { ...own, sessionId: sessionIdOf(await signIn(as.user)) }
  for (const action of actions) {
    const challenge = newRandomToken()
    await db.batch({ stored: await insertStepUp(own, challenge, { action, target: 'one' }) })
    const isGood = async (caller: typeof own, asked: Action, target?: string) => {
      const claim = { action: asked, ...(target !== undefined && { target }) }
      return (
        (await db.batch({ good: selectIf(await ifChallenged(caller, challenge, claim)) })).good.length === 1
      )
    }
    const good: string[] = []
    for (const asked of actions)
      for (const target of ['one', 'two', undefined])
        if (await isGood(own, asked, target)) good.push(`${asked} ${target}`)
    expect(good).toEqual([`${action} one`])
    expect(await isGood(other, action, 'one')).toBe(false)
    expect(await isGood({ ...own, at: new Date(at.getTime() + 300_000) }, action, 'one')).toBe(false)
    await db.batch({ spent: await deleteChallenge(challenge) })
    expect(await isGood(own, action, 'one')).toBe(false)
  }
})

it('a challenge is not stored for a user without a passkey, or after the session has ended', async () => {
  const as = await signedIn()
  const caller = { kind: 'session' as const, userId: as.user.id, sessionId: sessionIdOf(as), at: new Date() }
  const count = () => env.DB.prepare('select count(*) as n from challenges').first('n')
  const before = await count()
  const store = async () =>
    db.batch({ stored: await insertStepUp(caller, newRandomToken(), { action: 'add_totp' }) })
  await store()
  expect(await count()).toBe(before)
  await addPasskey(as.user.id)
  await env.DB.prepare('delete from sessions where id = ?').bind(caller.sessionId).run()
  await store()
  expect(await count()).toBe(before)
})

const changes: [string, (as: Session, proof: object) => Promise<Response>][] = [
  ['a password', (as, proof) => api.put('/users/password', { as, body: { new_password: password, proof } })],
  ['TOTP', (as, proof) => api.post('/users/mfa/totp', { as, body: { proof } })],
  ['recovery codes', (as, proof) => api.post('/users/mfa/recovery-codes', { as, body: { proof } })],
  ['the end of TOTP', (as, proof) => api.delete('/users/mfa/totp', { as, body: { proof } })],
  ['an erasure', (as, proof) => api.delete('/users?purge=true', { as, body: { proof } })],
]

it.each(changes.slice(0, 3))('a code that proved %s proves nothing else', async (_, first) => {
  const as = await signedIn()
  const { code } = await addFactors(as)
  const proof = { password, code: await code() }
  expect((await first(as, proof)).ok).toBe(true)
  for (const [, change] of changes)
    expect(await errorOf(await change(as, proof))).toEqual([401, 'invalid_code'])
})

it('of all changes at once with one code, one happens', async () => {
  const as = await signedIn()
  const { code } = await addFactors(as)
  const proof = { password, code: await code() }
  const responses = await Promise.all(changes.slice(0, 4).map(([, change]) => change(as, proof)))
  expect(responses.filter(({ ok }) => ok)).toHaveLength(1)
})
