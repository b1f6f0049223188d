import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { readConfig } from '../../src/http/config.ts'
import { formatSecret, openSecret } from '../../src/webhook/secret.ts'
import { reportOfRun } from '../support/run-maintenance.ts'
import { hookOf, readerWithHook } from './hooks.ts'

const newKey = () =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: 'base64url', omitPadding: true })

it('maintenance encrypts secrets again with the first key, and they stay the same', async () => {
  const next = newKey()
  const { as, secret } = await readerWithHook()
  const before = await hookOf(as)
  const rotated = { ...env, SECRET_KEY: `${next}\n${env.SECRET_KEY}` }
  const { counts, backlog } = await reportOfRun(new Date(), { config: readConfig(rotated) })
  expect(counts.webhookSecretsEncrypted).toBe(1)
  expect(backlog?.oldWebhookKeys).toBe(0)
  const row = await hookOf(as)
  expect(row?.key_id).not.toBe(before?.key_id)
  // The old key is retired.
  const config = readConfig({ ...env, SECRET_KEY: next })
  const encrypted = { keyId: String(row?.key_id), text: String(row?.secret) }
  expect(formatSecret(await openSecret(config, as.user.id, encrypted))).toBe(secret)
})

it('a secret whose key is missing stays as it is, is counted, and fails the run', async () => {
  const { as } = await readerWithHook()
  const before = await hookOf(as)
  const report = await reportOfRun(new Date(), { config: readConfig({ ...env, SECRET_KEY: newKey() }) })
  expect(report.failures).toBeGreaterThan(0)
  expect(report.backlog?.oldWebhookKeys).toBeGreaterThan(0)
  expect(await hookOf(as)).toEqual(before)
})
