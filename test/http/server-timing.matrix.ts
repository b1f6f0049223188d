import { describe, expect, it } from 'vitest'
import { api } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

const forVisitors = [
  'POST /users',
  'POST /users/login',
  'POST /users/refresh',
  'POST /users/logout',
  'GET /lookup/covers/:source/:id/:seal',
  'POST /users/login/mfa',
  'POST /users/login/passkey/options',
  'POST /users/login/passkey',
  'POST /users/passkey-sign-up/options',
  'POST /users/passkey-sign-up',
  'POST /users/sessions/binding',
  'POST /users/sessions/binding/refresh',
  'POST /users/email/verify',
  'POST /users/factor-removal/stop',
  'POST /users/password/forgot',
  'POST /users/password/reset',
  'GET /shares/:key',
  'GET /shares/:key/feed.xml',
  // E-readers have no use for it.
  'POST /koreader/users/create',
  'GET /koreader/users/auth',
  'PUT /koreader/syncs/progress',
  'GET /koreader/syncs/progress/:document',
]
const guarded = validRequests.filter(([name]) => !forVisitors.includes(name))
const open = validRequests.filter(([name]) => forVisitors.includes(name))
const timing = (response: Response) => response.headers.get('Server-Timing')

describe('Server-Timing', () => {
  it.each(guarded)('tells a signed-in caller the time: %s', async (_, makeRequest) => {
    const response = await fetchWith({}, await makeRequest(''))
    expect(timing(response)).toMatch(/^d1;dur=\d+, total;dur=\d+$/)
    const [d1 = 0, total = 0] =
      timing(response)
        ?.match(/\d+(?!;)(?=,|$)/g)
        ?.map(Number) ?? []
    expect(total).toBeGreaterThanOrEqual(d1)
  })

  it.each(open)('tells a visitor nothing: %s', async (_, makeRequest) => {
    expect(timing(await fetchWith({}, await makeRequest('')))).toBeNull()
    expect(timing(await fetchWith({}, await makeRequest('?unknown=1')))).toBeNull()
  })

  it('is there for an error behind the guard, and not for one of the guard', async () => {
    const as = await signedIn()
    expect(timing(await api.get('/books?limit=x', { as }))).not.toBeNull()
    expect(timing(await api.get('/books', { as: { ...as, access_token: 'x' } }))).toBeNull()
    expect(timing(await api.get('/health'))).toBeNull()
  })
})
