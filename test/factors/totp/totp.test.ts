import { describe, expect, it } from 'vitest'
import { codeOfStep, matchingStep, stepAt } from '../../../src/factors/totp/totp.ts'

const secret = new Uint8Array(new TextEncoder().encode('12345678901234567890'))
const at = (seconds: number) => new Date(seconds * 1000)

describe('the vectors of RFC 6238, appendix B, for SHA-1: their last 6 digits', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i s', async (seconds, code) => {
    expect(await codeOfStep(secret, stepAt(at(seconds)))).toBe(code)
  })
})

describe('the vectors of RFC 4226, appendix D', () => {
  const codes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')

  it.each(codes.map((code, step) => [step, code] as const))('of counter %i', async (step, code) => {
    expect(await codeOfStep(secret, step)).toBe(code)
  })
})

describe('a code', () => {
  const now = at(1_800_000_000)
  const step = stepAt(now)

  it.each([
    [0, step],
    [-1, step - 1],
    [-2, undefined],
    [1, undefined],
  ])('of %i steps from now', async (steps, expected) => {
    expect(await matchingStep(secret, await codeOfStep(secret, step + steps), now, 0)).toBe(expected)
  })

  it.each([
    [step, undefined],
    [step - 1, step],
    [step + 1, undefined],
  ])('is accepted only after the last accepted step: %i', async (lastStep, expected) => {
    expect(await matchingStep(secret, await codeOfStep(secret, step), now, lastStep)).toBe(expected)
  })

  it.each(['', '12345', '1234567', 'abcdef'])('is wrong: %j', async (code) => {
    expect(await matchingStep(secret, code, now, 0)).toBeUndefined()
  })
})
