import { describe, expect, it } from 'vitest'
import { api, dataOf } from '../support/client.ts'
import { signIn } from '../support/makers.ts'
import { newEmail, rowOf, signUp } from './signing-up.ts'

/** @returns the paths of the issues, for an error of invalid input */
const pathsOf = async (response: Response): Promise<string[]> => {
  const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
  expect([response.status, error.code]).toEqual([400, 'invalid_input'])
  return error.issues.map(({ path }) => path)
}

const smile = '😀'
const words = (count: number) => Array.from({ length: count }, () => 'ab').join(' ')
/** An email of `length` characters, with labels of the maximum length. */
const emailOf = (length: number) => {
  const domain = `${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(57)}.com`
  const unique = crypto.randomUUID().replaceAll('-', '')
  return `${unique.padEnd(length - domain.length - 1, 'x')}@${domain}`
}

describe('the name', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada Lovelace \n', 'Ada Lovelace'],
    ['Ада Лавлейс', 'Ада Лавлейс'],
    ["Conan O'Brien-Smith Jr.", "Conan O'Brien-Smith Jr."],
    ['李 小龍', '李 小龍'],
    ['7 …', '7 …'],
    ['. ٣', '. ٣'],
    ['\u200bA \u200bB', '\u200bA \u200bB'],
    ['A B', 'A B'],
    [words(30), words(30)],
    [`${'x'.repeat(49)} ${'y'.repeat(50)}`, `${'x'.repeat(49)} ${'y'.repeat(50)}`],
    [`${smile.repeat(49)} A${smile.repeat(49)}`, `${smile.repeat(49)} A${smile.repeat(49)}`],
    [`${' '.repeat(50)}${'x'.repeat(49)} ${'y'.repeat(50)}`, `${'x'.repeat(49)} ${'y'.repeat(50)}`],
  ])('may be %j', async (name, stored) => {
    const response = await signUp({ name })
    expect(response.status).toBe(201)
    expect((await dataOf(response)).name).toBe(stored)
  })

  it.each([
    '',
    ' ',
    'Ada',
    ' Ada ',
    words(31),
    `${'x'.repeat(50)} ${'y'.repeat(50)}`,
    `${smile.repeat(50)} ${smile.repeat(50)}`,
    '. .',
    '! ?? …',
    '\u200b \u200b',
    '\u3164 \u3164',
    '\uffa0 \u115f\u1160',
    '\u2800 \u2800',
    '\u0301 \u0301',
    '📚 📚',
    'Ada\nLovelace',
    'Ada\r\nBcc: all@example.com',
    'Ada\tLovelace',
    'Ada Love\0lace',
    'Ada Love\u007flace',
    'Ada Love\u0085lace',
    'Ada Love\u001blace',
  ])('may not be %j', async (name) => {
    expect(await pathsOf(await signUp({ name }))).toEqual(['name'])
  })
})

describe('the email', () => {
  it.each([
    () => `Reader+Tag.${newEmail().toUpperCase()}`,
    () => `o'neil_${newEmail()}`,
    () => newEmail().replace('@', '@mail.sub-domain.'),
    () => newEmail().replace('.com', '.museum'),
    () => newEmail().replace('.com', '.xn--p1ai'),
    () => `a&b/c=d!e#f*g?h^i{j|k}l~m${newEmail()}`,
    () => emailOf(254),
  ])('may have any valid form, and is stored in lower case (%#)', async (makeEmail) => {
    const email = makeEmail()
    const response = await signUp({ email })
    expect([email, response.status]).toEqual([email, 201])
    expect((await dataOf(response)).email).toBe(email.toLowerCase())
  })

  it.each([
    '',
    'reader',
    'reader@',
    '@example.com',
    'reader@example',
    'reader@localhost',
    'rea der@example.com',
    'reader@exam ple.com',
    'reader@@example.com',
    'reader@example..com',
    'reader@.example.com',
    'reader@-example.com',
    '.reader@example.com',
    'rea..der@example.com',
    'reader@example.com.',
    'jürgen@example.com',
    'reader@exa mple.de',
    'reader@exämple',
    'reader@exämple.de/path',
    'reader@exämple.de:80',
    'reader@exämple.de?x=y',
    'reader@exämple.de#x',
    'other:x@exämple.de@exämple.de',
    'reader@ex\u0000ämple.de',
    'reader@\u00ad.de',
    'reader@-ä.de.',
    'reader@１２７.０.０.１',
    'reader@example.com\r\nBcc: all@example.com',
    'reader@example.com\0',
    'reader@example.com, other@example.com',
    'Some Reader <reader@example.com>',
    'mailto:reader@example.com',
    // The Kelvin sign becomes an ASCII k in lower case: another email that looks alike.
    '\u212aate@example.com',
    'reader@example.com@example.org',
  ])('may not be %j', async (email) => {
    expect(await pathsOf(await signUp({ email }))).toEqual(['email'])
  })

  it('may not be longer than 254 characters', async () => {
    expect(await pathsOf(await signUp({ email: emailOf(255) }))).toContain('email')
    expect(await pathsOf(await signUp({ email: `${'x'.repeat(60_000)}@example.com` }))).toContain('email')
  })
})

describe('the password', () => {
  it.each([
    ['with 8 characters of all kinds', 'gK7-pQ2!'],
    ['with a space as the special character', 'gK7 pQ2 x'],
    ['with 15 letters', 'zubrowkalantern'],
    ['with 128 characters', 'Zubrowka lantern fjord. '.repeat(6).slice(0, 128)],
    ['with 128 characters beyond the BMP', '😀🔋🦉🐙🌵🎻🧭🪐'.repeat(16)],
    ['with spaces at its ends', '  Zubrowka-lantern-7  '],
    ['in Cyrillic letters', 'Пароль-из-9-Слов'],
  ])('may be one %s, and is used exactly as sent', async (_, secret) => {
    const email = newEmail()
    expect((await signUp({ email, password: secret })).status).toBe(201)
    await signIn({ email }, secret)
    for (const other of [[...secret].slice(0, -1).join(''), secret.trim(), secret.toUpperCase()].filter(
      (text) => text !== secret,
    ))
      expect((await api.post('/users/login', { body: { email, password: other } })).status).toBe(401)
  })

  it.each([
    ['empty', ''],
    ['with 7 characters', 'gK7-pQ2'],
    ['with 7 characters beyond the BMP', smile.repeat(7)],
    ['with 14 letters', 'zubrowkalanter'],
    ['without an upper-case letter', 'gk7-pq2!'],
    ['without a lower-case letter', 'GK7-PQ2!'],
    ['without a digit', 'gKx-pQy!'],
    ['without a special character', 'gK7xpQ2y'],
    ['with 129 characters', 'Zubrowka lantern fjord. '.repeat(6).slice(0, 129)],
    ['that is common', 'Password123!'],
    ['that contains the name of the service', 'Bookplate-2026!'],
    ['that contains the name', 'Lovelace-2026!x'],
    ['that contains the email', 'Analytical-77!'],
    ['of 60,000 characters', 'x'.repeat(60_000)],
  ])('may not be one %s', async (_, secret) => {
    const email = `analytical@${crypto.randomUUID()}.example`
    const response = await signUp({ name: 'Ada Lovelace', email, password: secret })
    expect(await pathsOf(response)).toEqual(['password'])
    expect(await rowOf(email)).toBeNull()
  })
})
