import { env } from 'cloudflare:workers'
import { encrypt } from '../../src/auth/encrypt.ts'
import { totpKeys } from '../../src/auth/keys.ts'
import { newRecoveryCodes, recoveryDigest } from '../../src/factors/recovery-codes/recovery-codes.ts'
import { codeOfStep, secretBytes, stepAt } from '../../src/factors/totp/totp.ts'
import { readConfig } from '../../src/http/config.ts'
import { api, dataOf, type Session } from './client.ts'
import { hide } from './logs.ts'
import { password } from './makers.ts'

interface Owner {
  user: { id: string }
}

/** The factors of a test user, with the secrets that only their owner knows. */
export interface TestFactors {
  secret: Uint8Array<ArrayBuffer>
  /** The code of an authenticator app, `steps` of 30 s from now. */
  code: (steps?: number) => Promise<string>
  recoveryCodes: string[]
}

/** Sets TOTP and recovery codes, as after `POST /users/mfa/totp/confirm`, without a request. */
export const addFactors = async ({ user: { id } }: Owner): Promise<TestFactors> => {
  const secret = crypto.getRandomValues(new Uint8Array(secretBytes))
  const { keyId, text } = await encrypt(await totpKeys(readConfig(env)), secret, id)
  const recoveryCodes = newRecoveryCodes()
  hide(...recoveryCodes)
  const digests = await Promise.all(recoveryCodes.map((code) => recoveryDigest(secret, id, code)))
  await env.DB.batch([
    env.DB.prepare(
      "insert into totp_secrets (user_id, state, secret, key_id, created_at, last_step) values (?, 'confirmed', ?, ?, ?, 0)",
    ).bind(id, text, keyId, Date.now()),
    ...digests.map((digest) =>
      env.DB.prepare('insert into recovery_codes values (?, ?, ?)').bind(id, digest, Date.now()),
    ),
  ])
  return {
    secret,
    code: (steps = 0) => codeOfStep(secret, stepAt(new Date()) + steps),
    recoveryCodes,
  }
}

/** @returns the `mfa_token` of a sign-in with the right password */
export const mfaTokenOf = async ({ email }: { email: string }, fields: object = {}): Promise<string> => {
  const headers = { Origin: env.PUBLIC_URL }
  const response = await api.post('/users/login', { headers, body: { email, password, ...fields } })
  const { mfa_token } = await dataOf(response)
  hide(mfa_token)
  return mfa_token
}

const fromBase32 = (text: string): Uint8Array<ArrayBuffer> => {
  const bits = Array.from(text, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  return new Uint8Array(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

/** Starts to set up TOTP over the API, as a client does. */
export const startTotp = async (as: Session, proof: object = { password }) => {
  const setup = await dataOf(await api.post('/users/mfa/totp', { as, body: { proof } }))
  hide(setup.secret)
  const secret = fromBase32(setup.secret)
  return { ...setup, code: (steps = 0) => codeOfStep(secret, stepAt(new Date()) + steps) }
}

/** An assertion of no passkey. */
export const foreignAssertion = (challenge = 'A'.repeat(43)) => {
  const encode = (value: string) =>
    new TextEncoder().encode(value).toBase64({ alphabet: 'base64url', omitPadding: true })
  return {
    id: encode('credential'),
    rawId: encode('credential'),
    type: 'public-key' as const,
    response: {
      clientDataJSON: encode(JSON.stringify({ type: 'webauthn.get', challenge, origin: env.PUBLIC_URL })),
      authenticatorData: encode('data'),
      signature: encode('signature'),
    },
  }
}

/** A passkey that no authenticator has. */
export const insertPasskey = async ({ user: { id } }: Owner): Promise<void> => {
  const values = [crypto.randomUUID(), id, crypto.randomUUID(), 'key', 1, '[]', 'model', 1, 'Phone', 1, null]
  await env.DB.prepare(`insert into passkeys values (${values.map(() => '?')})`)
    .bind(...values)
    .run()
}
