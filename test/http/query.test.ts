import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

describe('an unknown query parameter', () => {
  // Forks of KOReader send parameters of their own.
  const isOfDevices = (name: string) => name.includes(' /koreader/')

  it.each(validRequests.filter(([name]) => isOfDevices(name)))('is ignored: %s', async (_, makeRequest) => {
    expect((await fetchWith({}, await makeRequest('?color=red'))).ok).toBe(true)
  })

  it.each(validRequests.filter(([name]) => !isOfDevices(name)))('is rejected: %s', async (_, makeRequest) => {
    const response = await fetchWith({}, await makeRequest('?color=red'))
    expect(response.status).toBe(400)
    const issues = [{ path: 'color', message: expect.stringMatching(/\w/) }]
    expect(await response.json()).toMatchObject({ data: null, error: { code: 'invalid_query', issues } })
  })

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'Purge', 'purge%20', 'purge%5B%5D'])(
    'is rejected with an unusual name: %s',
    async (name) => {
      const as = await signedIn()
      for (const path of [`/users?${name}=true`, `/users?${name}`])
        expect(await errorOf(await api.delete(path, { as }))).toEqual([400, 'invalid_query'])
      expect((await api.get('/users', { as })).status).toBe(200)
    },
  )
})

describe('a repeated or malformed query parameter', () => {
  it.each([
    '?purge=true&purge=true',
    '?purge=false&purge=true',
    '?purge=true&%70urge=false',
    '?purge',
    '?purge=',
    '?purge=1',
    '?purge=TRUE',
    '?purge=%E0%A4%A',
  ])('is rejected: %s', async (query) => {
    const as = await signedIn()
    const response = await api.delete(`/users${query}`, { as, body: { password } })
    expect(await errorOf(response.clone())).toEqual([400, 'invalid_query'])
    expect(await response.json()).toMatchObject({ error: { issues: [{ path: 'purge' }] } })
    expect((await api.get('/users', { as })).status).toBe(200)
  })
})

describe('a secret in the query', () => {
  it('is not read as a token', async () => {
    const { access_token } = await signedIn()
    for (const name of ['access_token', 'token', 'jwt']) {
      const response = await api.get(`/users?${name}=${access_token}`)
      expect(await errorOf(response)).toEqual([401, 'missing_token'])
    }
  })

  it('is not read as a password', async () => {
    const { email } = await newUser()
    const query = new URLSearchParams({ email, password })
    expect((await api.post(`/users/login?${query}`)).ok).toBe(false)
  })
})
