import { expect, it } from 'vitest'
import {
  newRecoveryCodes,
  normaliseRecoveryCode,
  recoveryDigest,
} from '../../../src/factors/recovery-codes/recovery-codes.ts'

const secret = new Uint8Array(20)

it('there are ten different codes of 80 bits', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
})

it('each character occurs', () => {
  const seen = new Set(Array.from({ length: 100 }, newRecoveryCodes).flat().join(''))
  expect(seen.size).toBe(33)
})

it.each(['4F7K-9QWE-01AB-CDEF', '4f7k9qweo1abcdef', ' 4F7K 9QWE OIAB CDEF ', '4f7k–9qwe–oLab–cdef'])(
  'is read as people type it: %j',
  async (typed) => {
    expect(normaliseRecoveryCode(typed)).toBe('4F7K9QWE01ABCDEF')
    expect(await recoveryDigest(secret, 'mary', typed)).toBe(
      await recoveryDigest(secret, 'mary', '4F7K9QWE01ABCDEF'),
    )
  },
)

it('the digest depends on the secret and the user', async () => {
  const digests = [
    await recoveryDigest(secret, 'mary', 'X'),
    await recoveryDigest(secret, 'percy', 'X'),
    await recoveryDigest(new Uint8Array(20).fill(1), 'mary', 'X'),
  ]
  expect(new Set(digests).size).toBe(3)
})
