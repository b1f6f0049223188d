import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { failing, fetchWith } from '../../support/worker.ts'
import { pageOf } from '../sharing.ts'

describe('an error', () => {
  it('is a page, in the language of the visitor', async () => {
    const { response, html } = await pageOf('A'.repeat(22), '', { 'Accept-Language': 'de' })
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(html).toContain('Dieses Regal gibt es hier nicht')
  })

  it('of the service reveals nothing', async () => {
    const ask = new Request(`http://localhost:8787/s/${'A'.repeat(22)}`)
    const response = await fetchWith({ DB: failing(env.DB, ['batch']) }, ask)
    const html = await response.text()
    expect(response.status).toBe(503)
    expect(html).toContain('The shelf cannot be shown')
    expect(html).not.toMatch(/D1|unavailable/)
  })

  it('of a burst says how long to wait', async () => {
    const SHARE_LIMIT = { limit: async () => ({ success: false }) }
    const headers = { 'CF-Connecting-IP': '203.0.113.9' }
    const ask = new Request(`http://localhost:8787/s/${'A'.repeat(22)}`, { headers })
    const response = await fetchWith({ SHARE_LIMIT }, ask)
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(await response.text()).toContain('Too many visits')
  })
})
