import { createHash } from 'node:crypto'
import { expect, inject } from 'vitest'
import { query } from './admin.mjs'

/** The documents that an e-reader has reported, as the service lists them. */
export const documents = [
  {
    document: '0b229176d4e8db7f6d2b5a4952368d7a',
    title: 'Frankenstein; or, The Modern Prometheus',
    authors: 'Mary Shelley\nPercy Shelley',
    percentage: 0.32,
    device: 'Kobo_nova',
    synced_at: '2026-11-20T08:00:00.000Z',
    book: null,
  },
  {
    document: '5f4dcc3b5aa765d61d8327deb882cf99',
    title: null,
    authors: null,
    percentage: 1,
    device: 'M'.repeat(100),
    synced_at: '2026-11-19T08:00:00.000Z',
    book: { id: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', title: 'W'.repeat(200) },
  },
]

export const openEReaders = async (page) => {
  await page.goto('/#/account')
  const region = page.getByRole('region', { name: 'E-readers' })
  await region.waitFor()
  return region
}

const hexOf = (algorithm, text) => createHash(algorithm).update(text).digest('hex')

/** A device with a key of the reader. @returns `push`, which reports progress as KOReader does */
export const newEReader = async ({ id, email }) => {
  const md5 = hexOf('md5', crypto.randomUUID())
  const digests = [md5, hexOf('sha256', md5)].map((text) =>
    createHash('sha256').update(text).digest('base64url'),
  )
  await query(
    `insert into api_keys (id, user_id, name, scopes, prefix, digest, device_digest, created_at, expires_at)
     values (?, ?, 'Kobo', '["sync"]', 'bpak_', ?, ?, 1, 4102444800000)`,
    crypto.randomUUID(),
    id,
    digests[1],
    digests[0],
  )
  const push = async (fields) => {
    const response = await fetch(`${inject('origin')}/koreader/syncs/progress`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'x-auth-user': email, 'x-auth-key': md5 },
      body: JSON.stringify({ progress: '12', device: 'Kobo_nova', device_id: 'K', ...fields }),
    })
    expect(response.status).toBe(200)
  }
  return { push }
}
