import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { api, errorOf, type Session } from '../support/client.ts'
import { addFactors } from '../support/factors.ts'
import { password, signedIn, signedInAdmin } from '../support/makers.ts'
import { change, countAdmins, demoteAll, proof } from './admins.ts'

beforeEach(demoteAll)

const disable = (as: Session) => api.delete('/users', { as })
const disableWithProof = (as: Session) => api.delete('/users', { as, body: { proof } })
const erase = (as: Session) => api.delete('/users?purge=true', { as, body: { password } })
const eraseWithProof = (as: Session) => api.delete('/users?purge=true', { as, body: { proof } })

const ways: [string, (as: Session) => Promise<Response>][] = [
  ['disabling the account', disable],
  ['disabling it with proof', disableWithProof],
  ['erasing it', erase],
  ['erasing it with proof', eraseWithProof],
]

const rowOf = (id: string) =>
  env.DB.prepare('select name, email, disabled_at, erased_at from users where id = ?').bind(id).first()

const eventsOf = (id: string) =>
  env.DB.prepare("select count(*) as n from security_events where user_id = ? and kind = 'account_disabled'")
    .bind(id)
    .first('n')

describe.each(ways)('the last admin, %s', (_, leave) => {
  it('is an error, and changes nothing', async () => {
    const as = await signedInAdmin()
    const before = await rowOf(as.user.id)
    expect(await errorOf(await leave(as))).toEqual([409, 'last_admin'])
    expect(await rowOf(as.user.id)).toEqual(before)
    expect(await eventsOf(as.user.id)).toBe(0)
    expect((await api.get('/admin/users', { as })).status).toBe(200)
  })

  it('is an error beside an admin whose account is disabled', async () => {
    const [as, other] = [await signedInAdmin(), await signedInAdmin()]
    await change(as, other.user.id, { active: false })
    expect(await errorOf(await leave(as))).toEqual([409, 'last_admin'])
  })

  it('works for an admin beside another, and for a reader', async () => {
    const [as] = [await signedInAdmin(), await signedInAdmin()]
    expect((await leave(as)).status).toBe(204)
    expect((await leave(await signedIn())).status).toBe(204)
    expect(await countAdmins()).toBe(1)
  })

  it('is never possible for all admins at once', async () => {
    const admins = await Promise.all([1, 2, 3, 4].map(() => signedInAdmin()))
    const statuses = (await Promise.all(admins.map(leave))).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([204, 204, 204, 409])
    expect(await countAdmins()).toBe(1)
  })

  it('leaves one of two admins who demote each other meanwhile', async () => {
    for (let round = 0; round < 5; round++) {
      await demoteAll()
      const [one, other] = [await signedInAdmin(), await signedInAdmin()]
      const responses = await Promise.all([
        leave(one),
        change(other, one.user.id, { role: 'reader' }),
        change(one, other.user.id, { role: 'reader' }),
        leave(other),
      ])
      const statuses = new Set(responses.map(({ status }) => status))
      expect(statuses.difference(new Set([200, 204, 401, 403, 404, 409]))).toEqual(new Set())
      expect(await countAdmins()).toBe(1)
    }
  })
})

it('a wrong proof of the last admin is reported first', async () => {
  const as = await signedInAdmin()
  const body = { proof: { password: 'Wrong-Horse-7' } }
  for (const path of ['/users', '/users?purge=true'])
    expect(await errorOf(await api.delete(path, { as, body }))).toEqual([401, 'invalid_credentials'])
})

it('the code of a proof is spent, though the last admin cannot leave', async () => {
  const as = await signedInAdmin()
  const { code } = await addFactors(as)
  const body = { proof: { password, code: await code() } }
  const leave = () => api.delete('/users?purge=true', { as, body })
  expect(await errorOf(await leave())).toEqual([409, 'last_admin'])
  expect(await errorOf(await leave())).toEqual([401, 'invalid_code'])
})
