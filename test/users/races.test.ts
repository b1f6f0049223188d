import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { interrupted } from '../faults.ts'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { newUser, password, signIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const [firstPassword, secondPassword] = ['Another-Horse-8', 'Another-Horse-9']

const changePassword = (to: string) =>
  ['PUT', '/users/password', { current_password: password, new_password: to }] as const
const erase = ['DELETE', '/users?purge=true', { password }] as const

/** Each verifies the password after its first batch, and makes its change in a second one. */
const operations = [changePassword(secondPassword), erase]

const rowOf = (id: string) =>
  env.DB.prepare('select * from users where id = ?').bind(id).first<Record<string, unknown>>()

const endSession = (userId: string) =>
  env.DB.prepare('delete from sessions where user_id = ?').bind(userId).run()

const someoneSignedIn = async (): Promise<{ id: string; own: Session; other: Session }> => {
  const user = await newUser()
  return { id: user.id, own: await signIn(user), other: await signIn(user) }
}

describe.each(operations)('%s %s, once its password is verified,', (method, path, body) => {
  const ask = (as: Session, between: () => Promise<unknown>) =>
    fetchWith({ DB: interrupted(env.DB, between) }, request(method, path, { as, body }))

  it('changes nothing when the session ends', async () => {
    const { id, own } = await someoneSignedIn()
    const before = await rowOf(id)
    expect(await errorOf(await ask(own, () => endSession(id)))).toEqual([401, 'invalid_token'])
    expect(await rowOf(id)).toEqual(before)
  })

  it('changes nothing and ends no session when the password was changed meanwhile', async () => {
    const { id, own, other } = await someoneSignedIn()
    await env.DB.prepare('update users set updated_at = 1000 where id = ?').bind(id).run()
    const rehash = () =>
      env.DB.prepare("update users set password_hash = 'another', password_version = 2 where id = ?")
        .bind(id)
        .run()
    expect(await errorOf(await ask(own, rehash))).toEqual([401, 'invalid_credentials'])
    expect(await rowOf(id)).toMatchObject({ password_hash: 'another', updated_at: 1000, disabled_at: null })
    for (const as of [own, other]) expect((await api.get('/users', { as })).status).toBe(200)
  })

  it('changes nothing when another session has changed the password', async () => {
    const { id, own, other } = await someoneSignedIn()
    const [changeMethod, changePath, change] = changePassword(firstPassword)
    const changed = () => api.send(changeMethod, changePath, { as: other, body: change })
    expect(await errorOf(await ask(own, changed))).toEqual([401, 'invalid_token'])
    expect((await api.get('/users', { as: other })).status).toBe(200)
    expect(await rowOf(id)).toMatchObject({ disabled_at: null, erased_at: null })
  })

  it('changes nothing when the account is disabled', async () => {
    const { id, own, other } = await someoneSignedIn()
    const disabled = () => api.delete('/users', { as: other })
    expect(await errorOf(await ask(own, disabled))).toEqual([401, 'invalid_token'])
    expect(await rowOf(id)).toMatchObject({ erased_at: null, disabled_at: expect.any(Number) })
  })
})
