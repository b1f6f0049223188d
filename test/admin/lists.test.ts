import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { insertPasskey } from '../support/factors.ts'
import { newUser, signedIn, signedInAdmin } from '../support/makers.ts'
import { change } from './admins.ts'

interface Page {
  data: { id: string }[]
  page: { next: string | null }
}

describe('GET /admin/users', () => {
  it('shows what an admin may see, and nothing of the password', async () => {
    const [as, user] = [await signedInAdmin(), await newUser({ name: 'Ada Lovelace' })]
    await insertPasskey({ user })
    const [found] = await dataOf(await api.get(`/admin/users?q=${user.email}`, { as }))
    expect(found).toEqual({ ...user, active: true, has_second_factor: true, factor_removal: null })
  })

  it('finds by a part of the name or the email, in any case', async () => {
    const as = await signedInAdmin()
    const word = crypto.randomUUID().slice(0, 8)
    const byName = await newUser({ name: `Grace Ho%pper_${word}` })
    const byEmail = await newUser({ email: `x-${word}@example.com` })
    const found = await dataOf(await api.get(`/admin/users?q=${word.toUpperCase()}`, { as }))
    expect(found.map(({ id }: { id: string }) => id)).toEqual([byEmail.id, byName.id])
    expect(await dataOf(await api.get(`/admin/users?q=${'%25'}${word}`, { as }))).toEqual([])
  })

  it('has pages, each user once, newest first', async () => {
    const as = await signedInAdmin()
    const name = `Many ${crypto.randomUUID()}`
    const made = []
    for (let at = 0; at < 5; at++) made.push((await newUser({ name })).id)
    const seen: string[] = []
    let query: string | null = ''
    while (query !== null) {
      const path: string = `/admin/users?q=${encodeURIComponent(name)}&limit=2${query}`
      const response: Response = await api.get(path, { as })
      const { data, page }: Page = await response.json()
      seen.push(...data.map(({ id }) => id))
      query = page.next && `&cursor=${page.next}`
    }
    expect(seen).toEqual(made.toReversed())
  })

  it('leaves out an account that is being erased, which cannot be enabled either', async () => {
    const [as, user] = [await signedInAdmin(), await newUser()]
    await env.DB.prepare('update users set erased_at = 1, disabled_at = 1 where id = ?').bind(user.id).run()
    expect(await dataOf(await api.get(`/admin/users?q=${user.email}`, { as }))).toEqual([])
    expect(await errorOf(await change(as, user.id, { active: true }))).toEqual([404, 'user_not_found'])
  })
})

describe.each(['/admin/users', '/admin/audit'])('GET %s', (path) => {
  it('is forbidden for a reader, with any query', async () => {
    const as = await signedIn()
    for (const query of ['', '?limit=0', '?cursor=x', '?unknown=1'])
      expect(await errorOf(await api.get(path + query, { as }))).toEqual([403, 'forbidden'])
  })

  it.each([
    ['?limit=0', 'invalid_query'],
    ['?cursor=x', 'invalid_cursor'],
    ['?unknown=1', 'invalid_query'],
  ])('rejects %s', async (query, code) => {
    expect(await errorOf(await api.get(path + query, { as: await signedInAdmin() }))).toEqual([400, code])
  })
})

describe('GET /admin/audit', () => {
  it('has pages, each action once, newest first', async () => {
    const [as, user] = [await signedInAdmin(), await newUser()]
    for (const active of [false, true, false]) await change(as, user.id, { active })
    const first = await (await api.get('/admin/audit?limit=2', { as })).json<{
      data: { action: string }[]
      page: { next: string }
    }>()
    expect(first.data.map(({ action }) => action)).toEqual(['disabled_account', 'enabled_account'])
    const [third] = await dataOf(await api.get(`/admin/audit?limit=2&cursor=${first.page.next}`, { as }))
    expect(third).toMatchObject({ action: 'disabled_account', user_id: user.id, admin_id: as.user.id })
  })

  it('names the admin and the user until their accounts are erased', async () => {
    const [as, user] = [await signedInAdmin(), await newUser({ name: 'Grace Hopper' })]
    await change(as, user.id, { active: false })
    const newest = async () => (await dataOf(await api.get('/admin/audit?limit=1', { as })))[0]
    const { name, email } = as.user
    expect(await newest()).toMatchObject({
      admin: { name, email },
      user: { name: user.name, email: user.email },
    })
    await env.DB.prepare('update users set erased_at = 1 where id = ?').bind(user.id).run()
    expect(await newest()).toMatchObject({ admin: { name, email }, user_id: user.id, user: null })
    await env.DB.prepare("update audit_log set admin_id = '', target_id = ?").bind(crypto.randomUUID()).run()
    expect(await newest()).toMatchObject({ admin_id: null, admin: null, user: null })
  })
})
