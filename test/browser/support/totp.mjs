import { expect } from 'vitest'
import { codeOfStep, stepAt, stepSeconds } from '../../../src/factors/totp/totp.ts'

const fromBase32 = (text) => {
  const bits = Array.from(text, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  return new Uint8Array(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
}

/** @param secret in base 32 @returns the code of now, or of a later step */
export const totpCode = (secret, steps = 0) => codeOfStep(fromBase32(secret), stepAt(new Date()) + steps)

/** A step that ends between two requests would make the code of the step before a wrong one. */
const awaitStart = async () => {
  const left = stepSeconds * 1000 - (Date.now() % (stepSeconds * 1000))
  if (left < 5000) await new Promise((resolve) => setTimeout(resolve, left))
}

/**
 * Sets up an authenticator app for a reader.
 * @returns `code`: that of now, or of a later step; each one works once. The one before now is used up
 */
export const addTotp = async ({ api, password }) => {
  const setup = await api('POST', '/users/mfa/totp', { json: { proof: { password } } })
  expect(setup.status).toBe(200)
  const { secret } = setup.data
  await awaitStart()
  const json = { code: await totpCode(secret, -1) }
  const confirmed = await api('POST', '/users/mfa/totp/confirm', { json })
  expect(confirmed.status).toBe(200)
  return { code: (steps) => totpCode(secret, steps), recoveryCodes: confirmed.data.recovery_codes }
}
