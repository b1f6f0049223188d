import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/http/config.ts'

describe('the settings of lookup', () => {
  it('accepts a local server for lookups only in development', () => {
    const local = { ...env, LOOKUP_ORIGIN: 'http://localhost:9' }
    expect(readConfig(local).lookup.testOrigin).toBe('http://localhost:9')
    const deployed = { ...local, PUBLIC_URL: 'https://books.example' }
    expect(() => readConfig(deployed)).toThrow(/LOOKUP_ORIGIN/)
  })

  it('has settings of lookup without any in the environment', () => {
    const older = { ...env }
    for (const name of ['LOOKUP', 'LOOKUP_TIME_LIMIT_MS', 'GOOGLE_BOOKS_KEY'])
      Reflect.deleteProperty(older, name)
    expect(readConfig(older).lookup).toEqual({
      isOn: true,
      timeLimitMs: 5000,
      testOrigin: undefined,
      googleBooksKey: undefined,
    })
  })
})
