// The list of passwords that the Worker rejects, compared with the list that it is made from.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { leakedPasswords } from '../../scripts/leaked-passwords.mjs'
import {
  decodeFingerprints,
  encodeFingerprints,
  fingerprintOf,
} from '../../src/auth/passwords/fingerprints.ts'
import { createPasswordPolicy } from '../../src/auth/passwords/policy.ts'

const list = readFileSync(new URL('../../web/public/common-passwords.json', import.meta.url), 'utf8')
const { problemOf } = createPasswordPolicy(JSON.parse(list))
const stranger = { name: 'Zoltan Quix', email: 'zq@mail.test' }
const leaked = leakedPasswords()

// ASVS 5.0, V6.2.4, asks for the first 3,000 of them.
test('every password of the top million that has a valid form is rejected', () => {
  assert.ok(leaked.length > 10_000)
  assert.deepEqual(
    leaked.filter((password) => problemOf(password, stranger) === undefined),
    [],
  )
})

test('so is each in other letter case, or with digits and a symbol at its end', () => {
  const sample = leaked.filter((password, index) => index % 10 === 0 && /\p{L}$/u.test(password))
  assert.ok(sample.length > 300)
  for (const password of sample) {
    for (const variant of [password.toUpperCase(), `${password}1!`, `${password}2026`]) {
      // With another case, a short one may lack a kind of characters.
      assert.notEqual(problemOf(variant, stranger), undefined, variant)
    }
  }
})

test('other passwords have the fingerprint of a listed one in about 3 of a million cases', () => {
  const listed = decodeFingerprints(encodeFingerprints(leaked))
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
  const random = () => Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
  const matches = Array.from({ length: 100_000 }, random).filter((text) => listed.has(fingerprintOf(text)))
  assert.ok(matches.length < 10, `${matches.length} matches`)
})

for (const texts of [
  [],
  ['a'],
  ['a', 'b', 'a'],
  Array.from({ length: 5000 }, (_, index) => `text ${index}`),
]) {
  test(`decoding gives the fingerprints of ${texts.length} texts, and no others`, () => {
    assert.deepEqual(
      decodeFingerprints(encodeFingerprints(texts)),
      new Set(texts.map(fingerprintOf).sort((a, b) => a - b)),
    )
  })
}
