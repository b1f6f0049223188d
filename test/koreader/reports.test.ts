import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf, request } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { type deviceOf, fillDocuments, newDevice, newDocument, type Reported } from './device.ts'

const ofNewUser = async () => newDevice(await newUser())

const documentsOf = async (userId: string) =>
  (
    await env.DB.prepare('select * from koreader_documents where user_id = ? order by document')
      .bind(userId)
      .all<Record<string, unknown>>()
  ).results

describe('a report', () => {
  it.each<[string, { document?: string; [more: string]: unknown }]>([
    [
      'the longest texts',
      { progress: 'é'.repeat(4096), device: '📚'.repeat(100), device_id: 'x'.repeat(100) },
    ],
    ['the start', { percentage: 0 }],
    ['the end', { percentage: 1 }],
    ['an empty place', { progress: '' }],
    [
      'fields that a newer version may send',
      { identifiers: { isbn: '9780141439471' }, later: [1, { a: 1 }] },
    ],
    ['the name of a file instead of a digest', { document: 'Frankenstein_(1818)~.epub' }],
    ['an id with signs of a URL', { document: 'a%2F?b#c&d=e+f' }],
    ['the longest id', { document: 'x'.repeat(128) }],
  ])('is stored: %s', async (_, { document = newDocument(), ...fields }) => {
    const device = await ofNewUser()
    const reported: Reported = { document, ...fields }
    expect((await device.push(reported)).status).toBe(200)
    const { identifiers, later, ...kept } = { identifiers: undefined, later: undefined, ...reported }
    expect(await (await device.pull(document)).json()).toMatchObject(kept)
  })

  it('counts a little more than 1 as 1', async () => {
    const device = await ofNewUser()
    const document = newDocument()
    expect((await device.push({ document, percentage: 1.0001 })).status).toBe(200)
    expect(await (await device.pull(document)).json()).toMatchObject({ percentage: 1 })
  })

  it.each([
    ['no document', { document: undefined }],
    ['an empty document', { document: '' }],
    ['a document of 129 characters', { document: 'x'.repeat(129) }],
    ['a document with a slash', { document: 'a/b' }],
    ['a document with a space', { document: 'a b' }],
    ['a document that is not ASCII', { document: 'é' }],
    ['a document of one dot', { document: '.' }],
    ['a document of two dots', { document: '..' }],
    ['a number as document', { document: 12 }],
    ['no place', { progress: undefined }],
    ['a place of 4,097 characters', { progress: 'x'.repeat(4097) }],
    ['a place that is not text', { progress: { a: 1 } }],
    ['an unpaired surrogate', { progress: '\ud800' }],
    ['no percentage', { percentage: undefined }],
    ['a percentage above 1', { percentage: 1.01 }],
    ['a percentage below 0', { percentage: -0.0001 }],
    ['a percentage as text', { percentage: '0.5' }],
    ['no device', { device: undefined }],
    ['a device of 101 characters', { device: 'x'.repeat(101) }],
    ['a device id of 101 characters', { device_id: 'x'.repeat(101) }],
  ])('is 400 with %s', async (_, fields) => {
    const user = await newUser()
    const response = await (await newDevice(user)).push({ document: newDocument(), ...fields })
    expect(await response.clone().json()).toMatchObject({ code: 2003, message: expect.any(String) })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
    expect(await documentsOf(user.id)).toEqual([])
  })

  it.each([
    ['text that is no JSON', '{"document"', 400, 'malformed_json'],
    ['a list', '[]', 400, 'invalid_input'],
    ['null', 'null', 400, 'invalid_input'],
    ['a repeated field', '{"document":"a","document":"b"}', 400, 'malformed_json'],
    ['more than 64 KiB', JSON.stringify({ document: 'a', x: 'x'.repeat(66_000) }), 413, 'payload_too_large'],
  ])('is rejected as %s', async (_, body, status, code) => {
    const { auth } = await ofNewUser()
    const response = await api.put('/koreader/syncs/progress', {
      body,
      headers: { ...auth, 'Content-Type': 'application/json' },
    })
    expect(await response.clone().json()).toMatchObject({ code: 2003 })
    expect(await errorOf(response)).toEqual([status, code])
  })

  it('is 415 as a form', async () => {
    const { auth } = await ofNewUser()
    const response = await api.put('/koreader/syncs/progress', { body: new FormData(), headers: auth })
    expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
  })

  it('is 400 to read for an id that no document has', async () => {
    const device = await ofNewUser()
    expect(await errorOf(await device.pull('é'))).toEqual([400, 'invalid_input'])
  })

  it('has security headers and an id of the request, also when it is rejected', async () => {
    const device = await ofNewUser()
    for (const response of [
      await device.push({ document: newDocument() }),
      await device.push({ document: '' }),
      await api.get('/koreader/healthcheck'),
    ]) {
      expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(response.headers.get('Cache-Control')).toBe('no-store')
    }
  })
})

describe('the title of a document', () => {
  const titleOf = async (as: Awaited<ReturnType<typeof signedIn>>) => {
    const [{ title, authors } = {}] = await documentsOf(as.user.id)
    return [title, authors]
  }

  it('is kept if the device tells it, and not forgotten by a report without it', async () => {
    const as = await signedIn()
    const device = await newDevice(as.user)
    const document = newDocument()
    const metadata = { filename: 'f.epub', title: 'Frankenstein', authors: 'Mary Shelley\nPercy Shelley' }
    await device.push({ document, metadata })
    expect(await titleOf(as)).toEqual(['Frankenstein', 'Mary Shelley\nPercy Shelley'])
    await device.push({ document })
    expect(await titleOf(as)).toEqual(['Frankenstein', 'Mary Shelley\nPercy Shelley'])
    await device.push({ document, metadata: { title: 'Frankenstein 2' } })
    expect(await titleOf(as)).toEqual(['Frankenstein 2', 'Mary Shelley\nPercy Shelley'])
  })

  it('is cut where it is too long', async () => {
    const as = await signedIn()
    const device = await newDevice(as.user)
    const metadata = { title: '📚'.repeat(600), authors: `${'x'.repeat(499)} y` }
    expect((await device.push({ document: newDocument(), metadata })).status).toBe(200)
    expect(await titleOf(as)).toEqual(['📚'.repeat(500), 'x'.repeat(499)])
  })

  it.each([[[]], ['text'], [12], [{ title: 12 }], [{ title: '  ', authors: null }], [null]])(
    'is left out of %j, which ends no sync',
    async (metadata) => {
      const as = await signedIn()
      const device = await newDevice(as.user)
      expect((await device.push({ document: newDocument(), metadata })).status).toBe(200)
      expect(await titleOf(as)).toEqual([null, null])
    },
  )
})

it('a reader has at most 10,000 documents; those that are there continue', async () => {
  const as = await signedIn()
  const device = await newDevice(as.user)
  await fillDocuments(as.user.id, 1)
  expect((await device.push({ document: 'the-last' })).status).toBe(200)
  const response = await device.push({ document: 'one-too-many' })
  expect(await response.clone().json()).toMatchObject({ code: 2003 })
  expect(await errorOf(response)).toEqual([403, 'quota_exceeded'])
  expect((await device.push({ document: 'd00007', percentage: 0.2 })).status).toBe(200)
  expect(await (await device.pull('d00007')).json()).toMatchObject({ percentage: 0.2 })
  expect(await (await device.pull('one-too-many')).text()).toBe('{}')
})

describe('a burst of one network', () => {
  const exhausted = { limit: async () => ({ success: false }) }
  const of = (device: ReturnType<typeof deviceOf>) => [
    request('GET', '/koreader/users/auth', { headers: device.auth }),
    request('PUT', '/koreader/syncs/progress', { headers: device.auth, body: {} }),
    request('GET', '/koreader/syncs/progress/a', { headers: device.auth }),
    request('POST', '/koreader/users/create', { body: {} }),
  ]

  it('is 429, with a number and Retry-After', async () => {
    for (const one of of(await ofNewUser())) {
      one.headers.set('CF-Connecting-IP', '203.0.113.9')
      const response = await fetchWith({ REFRESH_LIMIT: exhausted }, one)
      expect(response.headers.get('Retry-After')).toBe('60')
      expect(await response.clone().json()).toMatchObject({ code: 2003 })
      expect(await errorOf(response)).toEqual([429, 'rate_limited'])
    }
  })
})
