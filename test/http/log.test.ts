import { env } from 'cloudflare:workers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { api, dataOf, request } from '../support/client.ts'
import { password } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

const levels = ['debug', 'log', 'info', 'warn', 'error'] as const

/** Records the console. @returns a function that returns the lines so far */
const listen = () => {
  const spies = levels.map((level) => vi.spyOn(console, level))
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore()
  })
  return () => spies.flatMap((spy) => spy.mock.calls.map((call) => call.join(' ')))
}

const newPassword = 'Another-Horse-8'

it('no secret and no personal data is logged, for requests that succeed or fail', async () => {
  const written = listen()
  const email = `${crypto.randomUUID()}@example.com`
  const account = { name: 'Unmistakable Reader', email, password }
  const login = { email, password }
  const DB = failing(env.DB, ['batch'])

  await api.post('/users', { body: account })
  await api.post('/users', { body: account })
  await api.post('/users', { body: { ...account, color: 'red' } })
  await fetchWith({ DB }, request('POST', '/users', { body: account }))
  await fetchWith({ DB }, request('POST', '/users/login', { body: login }))
  await api.post('/users/login', { body: { ...login, password: `${password}!` } })
  await api.post('/users/login', { headers: { Authorization: `Basic ${btoa(`${email}:${password}`)}` } })
  const as = await dataOf(await api.post('/users/login', { body: login }))
  await api.get('/users', { as: { ...as, access_token: `${as.access_token}x` } })
  await api.get(`/users?access_token=${as.access_token}`)
  await api.put('/users/password', { as, body: { current_password: password, new_password: 'short' } })
  await api.put('/users/password', { as, body: { current_password: password, new_password: newPassword } })
  await api.delete('/users?purge=true', { as, body: { password: newPassword } })

  const log = written().join('\n')
  expect(log.split('\n').length).toBeGreaterThan(10)
  const { keys } = JSON.parse(env.JWT_KEYS)
  const secrets = [password, newPassword, as.access_token, as.refresh_token, env.SECRET_KEY, keys[0].d]
  for (const secret of [...secrets, email, account.name, '$pbkdf2', btoa(`${email}:${password}`)])
    expect(log).not.toContain(secret)
})

it('every line is a JSON object with its event and the id of its request', async () => {
  const written = listen()
  const response = await api.get('/books', { headers: { 'User-Agent': 'a\\nb' } })
  await response.arrayBuffer()
  const lines = written().map((line) => JSON.parse(line))
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'info',
      event: 'request_failed',
      code: 'missing_token',
      status: 401,
      requestId: response.headers.get('X-Request-Id'),
    }),
  ])
})

it('a failure of the service is logged as an error, an error of the client is not', async () => {
  const written = listen()
  await api.get('/users')
  await fetchWith(
    { DB: failing(env.DB, ['batch']) },
    request('POST', '/users/login', { body: { email: 'a@example.com', password } }),
  )
  const lines = written().map((line) => JSON.parse(line))
  expect(lines.map(({ level, status }) => [level, status])).toEqual([
    ['info', 401],
    ['error', 503],
  ])
})

it('a wrong method is logged once', async () => {
  const written = listen()
  await api.delete('/health')
  expect(written().map((line) => JSON.parse(line).code)).toEqual(['method_not_allowed'])
})
