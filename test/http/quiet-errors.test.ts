import { env } from 'cloudflare:workers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { api, request } from '../support/client.ts'
import { bookForm, fixture, password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'

/** Records the console. @returns a function that returns the lines so far */
const listen = () => {
  const spies = (['info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore()
  })
  return () => spies.flatMap((spy) => spy.mock.calls.map((call) => call.join(' ')))
}

const brokenOff = () =>
  new ReadableStream({ pull: (controller) => controller.error(new Error('The connection was lost')) })

it('an ordinary error of a client logs no stack, a failure of the service does', async () => {
  const written = listen()
  const as = await signedIn()
  const [{ email }, title] = [as.user, crypto.randomUUID()]
  await api.post('/books', { as, body: await bookForm({ title }) })
  const ordinary = [
    await api.post('/users', { body: { name: 'Some Reader', email, password } }),
    await api.post('/books', { as, body: await bookForm({ title }) }),
    await api.post('/books', {
      as,
      body: await bookForm({ cover_image: (await fixture('camera.jpg')).slice(0, 600) as File }),
    }),
    await api.get('/books/x', { as }),
    await api.get('/books?cursor=x', { as }),
    await api.get('/users', { headers: { Authorization: 'Bearer x' } }),
    await api.patch('/users', { as, body: '{', headers: { 'Content-Type': 'application/json' } }),
    await fetchWith(
      {},
      request('POST', '/users/login', { body: brokenOff(), headers: { 'Content-Type': 'application/json' } }),
    ),
  ]
  expect(ordinary.map(({ status }) => status)).toEqual([409, 409, 400, 404, 400, 401, 400, 400])
  expect(written().join('\n')).not.toMatch(/stack|\.ts:\d/)
  await fetchWith({ DB: failing(env.DB, ['batch']) }, request('GET', '/users', { as }))
  expect(written().join('\n')).toMatch(/"stack":"/)
})
