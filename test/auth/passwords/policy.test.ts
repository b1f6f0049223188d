import decompress from '@zxcvbn-ts/dictionary-compression/decompress'
import { describe, expect, it } from 'vitest'
import commonPasswords from '../../../src/auth/passwords/common-passwords.json' with { type: 'json' }
import {
  longPasswordLength,
  maxPasswordLength,
  minPasswordLength,
} from '../../../src/auth/passwords/limits.ts'
import { passwordProblem, passwordProblemMessages } from '../../../src/auth/passwords/policy.ts'
import { passwordShapeProblem } from '../../../src/auth/passwords/shape.ts'

const stranger = { name: 'Zoltan Quix', email: 'zq@mail.test' }
const ada = { name: 'Ada Lovelace', email: 'countess.1815@analytical-engine.test' }

// No pattern in it, and none when cut: 128 code points.
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
    expect(passwordProblem(password, stranger)).toBe(problem)
  })

  it('is what the constants say', () => {
    expect([minPasswordLength, longPasswordLength, maxPasswordLength]).toEqual([8, 15, 128])
  })
})

describe('classes, asked for under 15 characters', () => {
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
    expect(passwordProblem(password, stranger)).toBe(problem)
  })
})

describe('well-known passwords', () => {
  it.each([
    'P@ssw0rd',
    'Password1!',
    'P@ssw0rd123',
    'Pa$$w0rd',
    'Passw0rd!2024',
    '2024Password!',
    'drowssaP1!',
    'Pass@word1',
    'Welcome1!',
    'Welcome@123',
    'Summer2026!',
    'January2026!',
    'Monday123!',
    'Iloveyou1!',
    'Letmein1!',
    'Trustno1!',
    'Admin@123',
    'Adm1n!strator',
    'Ch@ngeme123',
    'Secret123!',
    'Test1234!',
    'Michael1!',
    'Blink-182',
    'Starwars1!',
    'Cat2026!',
    'Aa12345!',
    'Abcd1234!',
    'Abcdef1!',
    'Abc123!@#',
    'Aa1!Aa1!',
  ])('refuses the decorated %j', (password) => {
    expect(passwordProblem(password, stranger)).toBe('well_known')
  })

  it.each([
    'Qwerty12#',
    '1qaz!QAZ',
    '!QAZ2wsx',
    '!Q2w3e4r',
    '12qw!@QW',
    'zaq1@WSX',
    '3edc#EDC',
    'Zxcvbnm1!',
    '1Q2w3e4r!',
  ])('refuses the keyboard walk %j', (password) => {
    expect(passwordProblem(password, stranger)).toBe('well_known')
  })

  it.each([
    'aaaaaaaaaaaaaaa',
    '               ',
    '😀'.repeat(15),
    'x'.repeat(128),
    '123456789012345',
    '12345678987654321',
    '112233445566778899',
    '11112222333344445555',
    'passwordpassword',
    'password-password',
    'password'.repeat(16),
    'P@ssw0rdP@ssw0rd',
    'password12345678',
    'qwertyuiopasdfghjkl',
    'qwertyuiopasdfghjklzxcvbnm',
    '1qaz2wsx3edc4rfv',
    '1q2w3e4r5t6y7u8i9o0p',
    'abcdefghijklmno',
    'iloveyouiloveyou',
    'congratulations',
    'manchesterunited',
    'ｐａｓｓｗｏｒｄ１２３４５６７',
  ])('refuses the long but trivial %j', (password) => {
    expect(passwordProblem(password, stranger)).toBe('well_known')
  })

  it.each([
    'correct horse battery staple',
    'correcthorsebatterystaple',
    'the quick brown fox jumps',
    'seven-lonely-otters-dance',
    'my cat eats seven fish',
    'mein Hund frisst keine Socken',
    'пароль от старого шкафа',
    'नमस्ते दुनिया कैसे हो',
    'Tr0ub4dor&3',
    'xK9#mQ2$vL',
    'Nf7&gRt2',
    'Mossy.Kettle42',
    'Tapir!Omelette55',
    'Ocean7^Violin',
    'Gr8-Kettle-Moth',
    'constructor__proto__',
  ])('lets %j through', (password) => {
    expect(passwordProblem(password, stranger)).toBeUndefined()
  })

  const common = commonPasswords.bands.flatMap((band) => decompress(band))

  // ASVS 5.0, V6.2.4. The list is in lower case: with a capital, what had all four classes has them again.
  it('refuses the top 3,000 that have the right length and characters', () => {
    const capitalised = common.map((password) => password.replace(/[a-z]/, (letter) => letter.toUpperCase()))
    const matching = [...common, ...capitalised].filter((password) => !passwordShapeProblem(password))
    expect(matching.length).toBeGreaterThan(3_000)
    expect(matching.filter((password) => passwordProblem(password, stranger) !== 'well_known')).toEqual([])
  })

  it('refuses a frequent word with a capital, digits and a symbol', () => {
    const words = common.filter((word) => /^[a-z]{5,9}$/.test(word)).slice(0, 1_000)
    const decorated = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}123!`)
    expect(decorated.filter((password) => !passwordProblem(password, stranger))).toEqual([])
  })
})

describe('personal passwords', () => {
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
  ])('refuses %j to Ada Lovelace', (password) => {
    expect(passwordProblem(password, ada)).toBe('personal')
  })

  it.each(['Bookplate1!', 'B00kpl@te2026!', 'Book-Plate-77x', 'a book plate for everyone'])(
    'refuses %j, built from the name of the service',
    (password) => {
      expect(passwordProblem(password, stranger)).toBe('personal')
    },
  )

  it('refuses a name in another script', () => {
    const context = { name: '山田 太郎', email: 'y@mail.test' }
    expect(passwordProblem('山田太郎の本棚は大きいです本当に', context)).toBe('personal')
  })

  it.each(['xK9#Ada$vL2!', 'kq!7Lada0#Zm', 'aDa7#kQ9$xZp', '7#9Ada$2!4&K', 'adamant otters swim'])(
    'lets %j through, where a short part of the name is by accident',
    (password) => {
      expect(passwordProblem(password, ada)).toBeUndefined()
    },
  )

  it('lets another’s name through', () => {
    expect(passwordProblem('lovelace was here once', stranger)).toBeUndefined()
  })
})

it('gives every refusal a reason of its own', () => {
  const messages = Object.values(passwordProblemMessages)
  expect(new Set(messages).size).toBe(5)
  expect(passwordProblemMessages.too_short).toBe('Use at least 8 characters.')
})
