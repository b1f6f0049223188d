import { expect, it } from 'vitest'
import { api, dataOf, refusal } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'

it('once', async () => {
  const as = await signedIn()
  const headers = { 'Idempotency-Key': 'k1' }
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () =>
      api.post('/books', { as, headers, body: await bookForm({ title: 'T' }) }),
    ),
  )
  expect(answers.map((r) => r.status)).toEqual(Array(20).fill(201))
  expect(new Set(await Promise.all(answers.map(async (r) => (await dataOf(r)).id))).size).toBe(1)
  expect(
    await refusal(await api.post('/books', { as, headers, body: await bookForm({ title: 'U' }) })),
  ).toEqual([422, 'idempotency_key_reused'])
  const h2 = { 'Idempotency-Key': 'k2' }
  expect(
    await refusal(await api.post('/books', { as, headers: h2, body: await bookForm({ title: 'T' }) })),
  ).toEqual([409, 'title_taken'])
  expect(
    await refusal(await api.post('/books', { as, headers: h2, body: await bookForm({ title: 'T' }) })),
  ).toEqual([409, 'title_taken'])
  expect(
    await refusal(
      await api.post('/books', {
        as,
        headers: { 'Idempotency-Key': 'ü' },
        body: await bookForm({ title: 'T' }),
      }),
    ),
  ).toEqual([400, 'invalid_input'])
})
