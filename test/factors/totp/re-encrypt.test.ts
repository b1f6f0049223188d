import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { readConfig } from '../../../src/http/config.ts'
import { request } from '../../support/client.ts'
import { addFactors } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'
import { reportOfRun } from '../../support/run-maintenance.ts'
import { fetchWith } from '../../support/worker.ts'

const newKey = () =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: 'base64url', omitPadding: true })

const withKeys = (...keys: string[]) => ({ ...env, SECRET_KEY: keys.join('\n') })
const reportWith = (bindings: Env) => reportOfRun(new Date(), { config: readConfig(bindings) })

const keyIds = async () =>
  (await env.DB.prepare('select distinct key_id from totp_secrets').all<{ key_id: string }>()).results.map(
    ({ key_id }) => key_id,
  )

it('maintenance encrypts secrets again with the first key, and codes stay good', async () => {
  const next = newKey()
  const as = await signedIn()
  const { recoveryCodes, code } = await addFactors(as)
  const [oldId] = await keyIds()
  const rotated = withKeys(next, env.SECRET_KEY)
  const { counts, backlog } = await reportWith(rotated)
  expect(counts.totpSecretsEncrypted).toBe(1)
  expect(backlog?.oldTotpKeys).toBe(0)
  expect(await keyIds()).not.toContain(oldId)
  expect((await reportWith(rotated)).counts.totpSecretsEncrypted).toBe(0)
  // The old key is retired. The access token does not depend on it.
  for (const typed of [recoveryCodes[0], await code()]) {
    const body = { proof: { password, code: typed } }
    const toSend = request('POST', '/users/mfa/recovery-codes', { as, body })
    expect((await fetchWith({ SECRET_KEY: next }, toSend)).status).toBe(200)
  }
})

it('a secret whose key is missing stays as it is, is counted, and fails the run', async () => {
  const as = await signedIn()
  await addFactors(as)
  const [before, report] = [await keyIds(), await reportWith(withKeys(newKey()))]
  expect(report.failures).toBeGreaterThan(0)
  expect(report.backlog?.oldTotpKeys).toBeGreaterThan(0)
  expect(await keyIds()).toEqual(before)
})
