import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../src/http/config.ts'
import { errorOf, origin, request } from '../support/client.ts'
import { fetchWith } from '../support/worker.ts'

const path = '/.well-known/security.txt'
const withContact = (SECURITY_CONTACT: string) => ({ ...env, SECURITY_CONTACT })

describe('security.txt', () => {
  it('names the contact, and expires within a year (RFC 9116)', async () => {
    const contact = 'mailto:security@books.example'
    const response = await fetchWith({ SECURITY_CONTACT: contact }, request('GET', path))
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
    const lines = (await response.text()).split('\r\n')
    const fields = Object.fromEntries(lines.filter(Boolean).map((line) => line.split(/: (.*)/s)))
    expect(fields).toMatchObject({ Contact: contact, Canonical: `${origin}${path}` })
    const days = (Date.parse(fields.Expires) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(80)
    expect(days).toBeLessThan(365)
  })

  it('does not exist without a contact', async () => {
    expect(await errorOf(await fetchWith({ SECURITY_CONTACT: '' }, request('GET', path)))).toEqual([
      404,
      'not_found',
    ])
  })

  it.each(['security@books.example', 'http://books.example', 'mailto:', 'mailto:a b', 'mailto:a\nb'])(
    'takes no contact that is not a URL: %j',
    (contact) => {
      expect(() => readConfig(withContact(contact))).toThrow(ConfigError)
    },
  )
})
