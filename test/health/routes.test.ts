import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { api, dataOf, request } from '../support/client.ts'
import { failing, fetchWith } from '../support/worker.ts'

describe('GET /health', () => {
  it('reports a healthy service', async () => {
    const response = await api.get('/health')
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toEqual({
      status: 'ok',
      version: packageJson.version,
      deployment: env.CF_VERSION_METADATA.id,
      checks: { d1: 'ok', r2: 'ok' },
    })
  })

  it('reports the part that fails', async () => {
    const withoutD1 = await fetchWith({ DB: failing(env.DB, ['batch']) }, request('GET', '/health'))
    expect(withoutD1.status).toBe(503)
    expect(await dataOf(withoutD1)).toMatchObject({ status: 'failed', checks: { d1: 'failed', r2: 'ok' } })

    const withoutR2 = await fetchWith({ COVERS: failing(env.COVERS) }, request('GET', '/health'))
    expect(withoutR2.status).toBe(503)
    expect(await dataOf(withoutR2)).toMatchObject({ status: 'failed', checks: { d1: 'ok', r2: 'failed' } })
  })
})
