import decompress from '@zxcvbn-ts/dictionary-compression/decompress'
import { describe, expect, it } from 'vitest'
import { createPasswordPolicy } from '../../../src/auth/passwords/policy.ts'
import { passwordShapeProblem } from '../../../src/auth/passwords/shape.ts'
import commonPasswords from '../../../web/public/common-passwords.json' with { type: 'json' }

const { problemOf } = createPasswordPolicy(commonPasswords)
const stranger = { name: 'Zoltan Quix', email: 'zq@mail.test' }

describe('a well-known password', () => {
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
  ])('is rejected with decorations: %j', (password) => {
    expect(problemOf(password, stranger)).toBe('well_known')
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
  ])('is rejected as a walk over the keyboard: %j', (password) => {
    expect(problemOf(password, stranger)).toBe('well_known')
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
  ])('is rejected though it is long: %j', (password) => {
    expect(problemOf(password, stranger)).toBe('well_known')
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
  ])('is not found in %j', (password) => {
    expect(problemOf(password, stranger)).toBeUndefined()
  })

  // Of SecLists' top million. test/scripts/common-passwords.test.mjs tries them all.
  it.each([
    'worldofwarcraft',
    'qazxswedcvfrtgb',
    'Mailcreated5240',
    'L58jkdjP!',
    'momsanaladventure',
    'lhbjkjubz2957704',
    'zhekbyfbhbyfcekbvfyjdyf',
    'WorldOfWarcraft',
    'worldofwarcraft2026',
    'Worldofwarcraft1!',
    'ＷｏｒｌｄＯｆＷａｒｃｒａｆｔ',
  ])('is rejected because it was leaked: %j', (password) => {
    expect(problemOf(password, stranger)).toBe('well_known')
  })

  const common = commonPasswords.bands.flatMap((band) => decompress(band))

  // The list is in lower case. A capital gives some of its passwords all four classes.
  it('is rejected: each word of the dictionary that has a valid form', () => {
    const capitalised = common.map((password) => password.replace(/[a-z]/, (letter) => letter.toUpperCase()))
    const matching = [...common, ...capitalised].filter((password) => !passwordShapeProblem(password))
    expect(matching.length).toBeGreaterThan(10)
    expect(matching.filter((password) => problemOf(password, stranger) !== 'well_known')).toEqual([])
  })

  it('is rejected: a common word with a capital, digits and a symbol', () => {
    const words = common.filter((word) => /^[a-z]{5,9}$/.test(word)).slice(0, 1_000)
    const decorated = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}123!`)
    expect(decorated.filter((password) => !problemOf(password, stranger))).toEqual([])
  })
})
