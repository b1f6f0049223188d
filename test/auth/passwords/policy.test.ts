import { describe, expect, it } from 'vitest'
import {
  longPasswordLength,
  maxPasswordLength,
  minPasswordLength,
} from '../../../src/auth/passwords/limits.ts'
import { createPasswordPolicy, passwordProblemMessages } from '../../../src/auth/passwords/policy.ts'
import commonPasswords from '../../../web/public/common-passwords.json' with { type: 'json' }

const { problemOf } = createPasswordPolicy(commonPasswords)
const stranger = { name: 'Zoltan Quix', email: 'zq@mail.test' }
const ada = { name: 'Ada Lovelace', email: 'countess.1815@analytical-engine.test' }

// 128 characters without a pattern, also when some are cut off.
const varied = Array.from({ length: 128 }, (_, i) =>
  String.fromCharCode(33 + ((i * i * 7 + i * 31) % 94)),
).join('')

describe('length, in code points', () => {
  it.each([
    ['xK9#mQ2', 'too_short'],
    ['xK9#mQ2$', undefined],
    ['😀K9#mQx', 'too_short'],
    ['😀K9#mQx$', undefined],
    [varied.slice(0, 64), undefined],
    [varied, undefined],
    [`${varied}x`, 'too_long'],
    [`${varied.slice(0, 127)}😀`, undefined],
  ])('%j', (password, problem) => {
    expect(problemOf(password, stranger)).toBe(problem)
  })

  it('has these limits', () => {
    expect([minPasswordLength, longPasswordLength, maxPasswordLength]).toEqual([8, 15, 128])
  })
})

describe('the classes of characters, for fewer than 15', () => {
  it.each([
    ['xk9#mq2$vl', 'missing_classes'],
    ['XK9#MQ2$VL', 'missing_classes'],
    ['xKy#mQz$vL', 'missing_classes'],
    ['xK9smQ2tvL', 'missing_classes'],
    ['xK9 mQ2tvL', undefined],
    ['xK9本mQ2tvL', undefined],
    ['éÄ9#ßq2$vö', undefined],
    ['tangerine sofa', 'missing_classes'],
    ['tangerine sofas', undefined],
    ['今日は天気がいいですね本当によ', undefined],
  ])('%j', (password, problem) => {
    expect(problemOf(password, stranger)).toBe(problem)
  })
})

describe('a personal password', () => {
  it.each([
    'Lovelace1815!',
    'L0velace!1',
    '1ovelace-Rul3s',
    'L.o.v.e.l.a.c.e9',
    'Lôvelace18!!',
    'ecalevoL1!',
    'AdaLovelace1!',
    'lovelace was here once',
    'Ada!1815',
    'Ada12345!',
    'Countess-of-X9',
    'C0unte$$!77',
    'countess1815 and more',
    'Engine123!',
    'countess.1815@analytical-engine.test',
  ])('is rejected for Ada Lovelace: %j', (password) => {
    expect(problemOf(password, ada)).toBe('personal')
  })

  it.each(['Bookplate1!', 'B00kpl@te2026!', 'Book-Plate-77x', 'a book plate for everyone'])(
    'is rejected because it contains the name of the service: %j',
    (password) => {
      expect(problemOf(password, stranger)).toBe('personal')
    },
  )

  it('is rejected in another script', () => {
    const context = { name: '山田 太郎', email: 'y@mail.test' }
    expect(problemOf('山田太郎の本棚は大きいです本当に', context)).toBe('personal')
  })

  it.each(['xK9#Ada$vL2!', 'kq!7Lada0#Zm', 'aDa7#kQ9$xZp', '7#9Ada$2!4&K', 'adamant otters swim'])(
    'is not %j, which contains a short part of the name by accident',
    (password) => {
      expect(problemOf(password, ada)).toBeUndefined()
    },
  )

  it('is not one with the name of another user', () => {
    expect(problemOf('lovelace was here once', stranger)).toBeUndefined()
  })
})

it('each problem has its own message', () => {
  const messages = Object.values(passwordProblemMessages)
  expect(new Set(messages).size).toBe(5)
  expect(passwordProblemMessages.too_short).toBe('Use at least 8 characters.')
})
