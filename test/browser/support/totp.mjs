import { expect } from 'vitest'
import { codeOfStep, stepAt } from '../../../src/factors/totp/totp.ts'

const fromBase32 = (text) => {
  const bits = Array.from(text, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  return new Uint8Array(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
}

/**
 * Sets up an authenticator app for a reader.
 * @returns `code`: that of now, or of a later step; each one works once. The one before now is used up
 */
export const addTotp = async ({ api, password }) => {
  const setup = await api('POST', '/users/mfa/totp', { json: { proof: { password } } })
  expect(setup.status).toBe(200)
  const secret = fromBase32(setup.data.secret)
  const code = (steps = 0) => codeOfStep(secret, stepAt(new Date()) + steps)
  const confirmed = await api('POST', '/users/mfa/totp/confirm', { json: { code: await code(-1) } })
  expect(confirmed.status).toBe(200)
  return { code, recoveryCodes: confirmed.data.recovery_codes }
}
