import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/http/config.ts'

it('a local server stands for the receivers of webhooks only in development', () => {
  const local = { ...env, WEBHOOK_ORIGIN: 'http://localhost:9' }
  expect(readConfig(local).webhookTestOrigin).toBe('http://localhost:9')
  const deployed = { ...local, PUBLIC_URL: 'https://books.example' }
  expect(() => readConfig(deployed)).toThrow(/WEBHOOK_ORIGIN/)
})
