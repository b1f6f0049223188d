import { expect, it } from 'vitest'
import { errorOf, origin, request } from '../support/client.ts'
import { fetchWith } from '../support/worker.ts'

const read = (PASSKEY_ORIGINS: string) =>
  fetchWith({ PASSKEY_ORIGINS }, request('GET', '/.well-known/webauthn'))

it('browsers read the origins that share passkeys: JSON, without the envelope', async () => {
  const response = await read('https://books.example, https://libros.example')
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(await response.json()).toEqual({
    origins: [origin, 'https://books.example', 'https://libros.example'],
  })
})

it('without such origins the file does not exist', async () => {
  expect(await errorOf(await read(''))).toEqual([404, 'not_found'])
})
