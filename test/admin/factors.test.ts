import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailbox } from '../mail/mails.ts'
import { api, dataOf, errorOf, type Session, request as toRequest } from '../support/client.ts'
import { addFactors, insertPasskey } from '../support/factors.ts'
import { newUser, signedIn, signedInAdmin, signIn } from '../support/makers.ts'
import { reportOfRun } from '../support/run-maintenance.ts'
import { actionsFor, kindsOf, proof } from './admins.ts'

const hoursMs = 3_600_000
const later = (hours: number) => new Date(Date.now() + hours * hoursMs)
const request = (as: Session, id: string, body: object = { proof }) =>
  api.delete(`/admin/users/${id}/factors`, { as, body })

const withFactors = async () => {
  const user = await signedIn()
  await addFactors(user)
  await insertPasskey(user)
  return user
}

describe('DELETE /admin/users/:id/factors', () => {
  it('takes effect after 72 hours, and not before', async () => {
    const [as, user] = [await signedInAdmin(), await withFactors()]
    const response = await request(as, user.user.id)
    expect(response.status).toBe(202)
    const { requested_at, due_at } = await dataOf(response)
    expect(Date.parse(due_at) - Date.parse(requested_at)).toBe(72 * hoursMs)
    expect((await reportOfRun(later(71.9))).counts.factorsRemoved).toBeUndefined()
    expect((await reportOfRun(later(72.1))).counts.factorsRemoved).toBe(1)
    expect(await kindsOf(user)).toEqual(['factors_removed', 'factor_removal_requested', 'signed_in'])
    expect((await signIn(user.user)).access_token).toBeTypeOf('string')
    expect(await actionsFor(as, user.user.id)).toMatchObject([{ action: 'requested_factor_removal' }])
    const [seen] = await dataOf(await api.get(`/admin/users?q=${user.user.email}`, { as }))
    expect(seen).toMatchObject({ has_second_factor: false, factor_removal: null })
  })

  it('is stopped by the owner, without proof', async () => {
    const [as, user] = [await signedInAdmin(), await withFactors()]
    await request(as, user.user.id)
    expect(await dataOf(await api.get('/users/factor-removal', { as: user }))).toMatchObject({
      due_at: expect.any(String),
    })
    expect((await api.delete('/users/factor-removal', { as: user })).status).toBe(204)
    expect((await api.delete('/users/factor-removal', { as: user })).status).toBe(204)
    expect(await dataOf(await api.get('/users/factor-removal', { as: user }))).toBeNull()
    expect((await reportOfRun(later(80))).counts.factorsRemoved).toBeUndefined()
    expect((await kindsOf(user)).slice(0, 2)).toEqual(['factor_removal_stopped', 'factor_removal_requested'])
  })

  it('asked for again, keeps its time and is recorded once', async () => {
    const [as, user] = [await signedInAdmin(), await withFactors()]
    const responses = await Promise.all([1, 2, 3].map(() => request(as, user.user.id)))
    const dues = new Set(await Promise.all(responses.map(async (one) => (await dataOf(one)).due_at)))
    expect(dues.size).toBe(1)
    expect(await actionsFor(as, user.user.id)).toHaveLength(1)
  })

  it('leaves the passkeys of an account without a password where no mail can give it one', async () => {
    const [as, user] = [await signedInAdmin(), await signedIn()]
    await insertPasskey(user)
    await env.DB.prepare(`update users set password_hash = 'none' where id = ?`).bind(user.user.id).run()
    expect(await errorOf(await request(as, user.user.id))).toEqual([409, 'last_sign_in_method'])
    expect(await actionsFor(as, user.user.id)).toEqual([])
    const byMail = toRequest('DELETE', `/admin/users/${user.user.id}/factors`, { as, body: { proof } })
    expect((await mailbox().fetch(byMail)).status).toBe(202)
  })

  it('has nothing to do for a user without a factor', async () => {
    const [as, { id }] = [await signedInAdmin(), await newUser()]
    expect(await errorOf(await request(as, id))).toEqual([409, 'no_second_factor'])
    expect(await actionsFor(as, id)).toEqual([])
  })

  it('asks for proof, and is forbidden for a reader', async () => {
    const [as, user] = [await signedInAdmin(), await withFactors()]
    expect(await errorOf(await request(as, user.user.id, {}))).toEqual([403, 'step_up_required'])
    expect(await errorOf(await request(await signedIn(), user.user.id))).toEqual([403, 'forbidden'])
    expect(await dataOf(await api.get('/users/factor-removal', { as: user }))).toBeNull()
  })
})

describe('DELETE /admin/users/:id/sessions', () => {
  it('signs a user out everywhere', async () => {
    const [as, user] = [await signedInAdmin(), await newUser()]
    const sessions = [await signIn(user), await signIn(user)]
    expect((await api.delete(`/admin/users/${user.id}/sessions`, { as })).status).toBe(204)
    for (const session of sessions)
      expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
    expect((await kindsOf(await signIn(user)))[1]).toBe('all_sessions_ended')
    expect(await actionsFor(as, user.id)).toMatchObject([{ action: 'ended_sessions' }])
  })

  it('ends nothing for a reader, and finds no unknown user', async () => {
    const [reader, user] = [await signedIn(), await signedIn()]
    const path = `/admin/users/${user.user.id}/sessions`
    expect(await errorOf(await api.delete(path, { as: reader }))).toEqual([403, 'forbidden'])
    expect((await api.get('/users', { as: user })).status).toBe(200)
    const unknown = '/admin/users/0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b/sessions'
    expect(await errorOf(await api.delete(unknown, { as: await signedInAdmin() }))).toEqual([
      404,
      'user_not_found',
    ])
  })
})
