import { beforeEach, describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { addFactors } from '../support/factors.ts'
import { newUser, signedIn, signedInAdmin, signIn } from '../support/makers.ts'
import { actionsFor, change, countAdmins, demoteAll, kindsOf } from './admins.ts'

beforeEach(demoteAll)

describe('PATCH /admin/users/:id', () => {
  it('makes an admin, whose next request may administer', async () => {
    const [as, other] = [await signedInAdmin(), await signedIn()]
    expect(await errorOf(await api.get('/admin/users', { as: other }))).toEqual([403, 'forbidden'])
    const response = await change(as, other.user.id, { role: 'admin' })
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toMatchObject({ id: other.user.id, role: 'admin', active: true })
    expect((await api.get('/admin/users', { as: other })).status).toBe(200)
    const by = { admin_id: as.user.id, details: { role: 'admin' } }
    expect(await actionsFor(as, other.user.id)).toEqual([{ ...by, action: 'changed_role' }])
    expect((await kindsOf(other))[0]).toBe('role_changed')
  })

  it('demotes an admin, whose next request is rejected with the same token', async () => {
    const [as, other] = [await signedInAdmin(), await signedInAdmin()]
    expect((await change(as, other.user.id, { role: 'reader' })).status).toBe(200)
    expect(await errorOf(await change(other, as.user.id, { role: 'reader' }))).toEqual([403, 'forbidden'])
    expect(await errorOf(await api.get('/admin/audit', { as: other }))).toEqual([403, 'forbidden'])
  })

  it('disables an account at once, and enables it again', async () => {
    const [as, user] = [await signedInAdmin(), await newUser()]
    const session = await signIn(user)
    expect(await dataOf(await change(as, user.id, { active: false }))).toMatchObject({ active: false })
    expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
    const refresh = { body: { refresh_token: session.refresh_token } }
    expect(await errorOf(await api.post('/users/refresh', refresh))).toEqual([401, 'invalid_token'])
    expect(await dataOf(await change(as, user.id, { active: true }))).toMatchObject({ active: true })
    const again = await signIn(user)
    expect((await kindsOf(again)).slice(1, 3)).toEqual(['account_enabled', 'account_disabled'])
    expect((await actionsFor(as, user.id)).map((entry) => Object(entry).action)).toEqual([
      'enabled_account',
      'disabled_account',
    ])
  })

  it('records nothing if nothing changes', async () => {
    const [as, user] = [await signedInAdmin(), await newUser()]
    expect((await change(as, user.id, { role: 'reader', active: true })).status).toBe(200)
    expect(await actionsFor(as, user.id)).toEqual([])
  })

  it('changes nothing without proof, with a wrong one, or one for another user', async () => {
    const [as, user] = [await signedInAdmin(), await newUser()]
    const body = { role: 'admin' }
    const without = await api.patch(`/admin/users/${user.id}`, { as, body })
    expect(without.status).toBe(403)
    expect(await without.json()).toMatchObject({
      data: { methods: ['password'] },
      error: { code: 'step_up_required' },
    })
    const wrong = await change(as, user.id, { ...body, proof: { password: 'Wrong-Horse-7' } })
    expect(await errorOf(wrong)).toEqual([401, 'invalid_credentials'])
    expect(await actionsFor(as, user.id)).toEqual([])
  })

  it('takes one code for one change', async () => {
    const [as, first, second] = [await signedInAdmin(), await newUser(), await newUser()]
    const { code } = await addFactors(as)
    const body = { active: false, proof: { password: 'Correct-Horse-7', code: await code() } }
    const changes = [first, second, first, second].map(({ id }) => change(as, id, body))
    const statuses = (await Promise.all(changes)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  })

  it.each([{}, { role: 'owner' }, { active: 'no' }, { active: false, name: 'x' }])(
    'rejects %j of an admin, and does not describe it to a reader',
    async (body) => {
      const { id } = await newUser()
      expect(await errorOf(await change(await signedInAdmin(), id, body))).toEqual([400, 'invalid_input'])
      expect(await errorOf(await change(await signedIn(), id, body))).toEqual([403, 'forbidden'])
    },
  )

  it.each(['x', '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'])('does not find the user %s', async (id) => {
    const body = { active: false }
    expect(await errorOf(await change(await signedInAdmin(), id, body))).toEqual([404, 'user_not_found'])
    expect(await errorOf(await change(await signedIn(), id, body))).toEqual([403, 'forbidden'])
  })

  it('tells a reader nothing of the body that an admin may send', async () => {
    const { user } = await signedIn()
    const response = await api.patch(`/admin/users/${user.id}`, {
      as: await signedIn(),
      headers: { 'Content-Type': 'text/plain' },
      body: 'x',
    })
    expect(await errorOf(response)).toEqual([403, 'forbidden'])
    expect(response.headers.get('Accept')).toBeNull()
  })
})

describe('the last admin', () => {
  it.each([{ role: 'reader' }, { active: false }, { role: 'reader', active: false }])(
    'cannot give up by %j',
    async (body) => {
      const as = await signedInAdmin()
      expect(await errorOf(await change(as, as.user.id, body))).toEqual([409, 'last_admin'])
      expect((await api.get('/admin/users', { as })).status).toBe(200)
      expect(await actionsFor(as, as.user.id)).toEqual([])
    },
  )

  it('is not one who is beside a disabled admin', async () => {
    const [as, other] = [await signedInAdmin(), await signedInAdmin()]
    await change(as, other.user.id, { active: false })
    expect(await errorOf(await change(as, as.user.id, { role: 'reader' }))).toEqual([409, 'last_admin'])
  })

  it('remains, however many admins demote each other at once', async () => {
    const admins = await Promise.all([1, 2, 3, 4, 5].map(() => signedInAdmin()))
    const all = admins.flatMap((as) =>
      admins.map((other, at) =>
        change(as, other.user.id, at % 2 === 0 ? { role: 'reader' } : { active: false }),
      ),
    )
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(new Set(statuses).difference(new Set([200, 401, 403, 409]))).toEqual(new Set())
    expect(await countAdmins()).toBe(1)
  })

  it('may leave when there is another, in one change', async () => {
    const [as] = [await signedInAdmin(), await signedInAdmin()]
    expect((await change(as, as.user.id, { role: 'reader', active: false })).status).toBe(200)
    expect(await errorOf(await api.get('/users', { as }))).toEqual([401, 'invalid_token'])
    expect(await countAdmins()).toBe(1)
  })
})
