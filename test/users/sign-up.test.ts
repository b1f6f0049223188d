import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { newUser, password, signedIn, signIn } from '../support/makers.ts'

const newEmail = () => `${crypto.randomUUID()}@example.com`

const signUp = (fields: Record<string, unknown> = {}) =>
  api.post('/users', { body: { name: 'Some Reader', email: newEmail(), password, ...fields } })

/** @returns the paths of the issues, or the fields of the new user */
const pathsOf = async (response: Response): Promise<string[]> => {
  const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
  expect([response.status, error.code]).toEqual([400, 'invalid_input'])
  return error.issues.map(({ path }) => path)
}

const rowOf = (email: string) =>
  env.DB.prepare('select * from users where email = ?').bind(email).first<Record<string, unknown>>()

const smile = '😀'
const words = (count: number) => Array.from({ length: count }, () => 'ab').join(' ')
/** An address of `length` characters, with labels as long as they may be. */
const emailOf = (length: number) => {
  const domain = `${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(57)}.com`
  const unique = crypto.randomUUID().replaceAll('-', '')
  return `${unique.padEnd(length - domain.length - 1, 'x')}@${domain}`
}

describe('POST /users', () => {
  it('makes a user and says where to find them', async () => {
    const email = newEmail()
    const before = Date.now()
    const response = await signUp({ name: 'Ada Lovelace', email })
    expect(response.status).toBe(201)
    expect(response.headers.get('Location')).toBe(`${env.PUBLIC_URL}/users`)
    const user = await dataOf(response)
    expect(user).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      name: 'Ada Lovelace',
      email,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: user.created_at,
    })
    expect(Date.parse(user.created_at)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(user.created_at)).toBeLessThanOrEqual(Date.now())
  })

  it('keeps a hash of the password and nothing else of it', async () => {
    const { email } = await newUser()
    const row = await rowOf(email)
    expect(row?.password_hash).toMatch(
      /^\$pbkdf2-sha256\$i=100000,c=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    )
    expect(JSON.stringify(row)).not.toContain(password)
  })

  it('signs nobody in', async () => {
    const { id } = await newUser()
    expect(await env.DB.prepare('select id from sessions where user_id = ?').bind(id).first()).toBeNull()
  })

  it('makes a reader like any other of whoever is signed in already', async () => {
    const response = await api.post('/users', {
      as: await signedIn(),
      body: { name: 'Some Reader', email: newEmail(), password },
    })
    expect(response.status).toBe(201)
  })
})

describe('the name', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada Lovelace \n', 'Ada Lovelace'],
    ['Ада Лавлейс', 'Ада Лавлейс'],
    ["Conan O'Brien-Smith Jr.", "Conan O'Brien-Smith Jr."],
    ['李 小龍', '李 小龍'],
    ['A B', 'A B'],
    [words(30), words(30)],
    [`${'x'.repeat(49)} ${'y'.repeat(50)}`, `${'x'.repeat(49)} ${'y'.repeat(50)}`],
    [`${smile.repeat(49)} ${smile.repeat(50)}`, `${smile.repeat(49)} ${smile.repeat(50)}`],
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
  ])('may be any address, and is kept in lower case (%#)', async (makeEmail) => {
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
    ' reader@example.com',
    'reader@example.com ',
    'reader@example.com\n',
    'reader@example.com\r\nBcc: all@example.com',
    'reader@example.com\0',
    'reader@example.com, other@example.com',
    'Some Reader <reader@example.com>',
    'mailto:reader@example.com',
    // The Kelvin sign, which becomes an ASCII k in lower case: another address, to the eye only the same.
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
    ['in no Latin letters', 'Пароль-из-9-Слов'],
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
    ['that everybody has', 'Password123!'],
    ['built from the service’s name', 'Bookplate-2026!'],
    ['built from the name', 'Lovelace-2026!x'],
    ['built from the email', 'Analytical-77!'],
    ['of 60,000 characters', 'x'.repeat(60_000)],
  ])('may not be one %s', async (_, secret) => {
    const email = `analytical@${crypto.randomUUID()}.example`
    const response = await signUp({ name: 'Ada Lovelace', email, password: secret })
    expect(await pathsOf(response)).toEqual(['password'])
    expect(await rowOf(email)).toBeNull()
  })
})

describe('an email that is taken', () => {
  const count = async (email: string) => {
    const query = env.DB.prepare('select count(*) as count from users where lower(email) = lower(?)')
    return query.bind(email).first<number>('count')
  }

  it('is refused in any case, and nobody’s account is touched', async () => {
    const { email } = await newUser()
    const before = await rowOf(email)
    for (const taken of [email, email.toUpperCase(), email.replace('reader', 'Reader')])
      expect(await errorOf(await signUp({ email: taken, name: 'Another Reader' }))).toEqual([
        409,
        'email_taken',
      ])
    expect(await rowOf(email)).toEqual(before)
  })

  it('is refused to all but one when twenty sign up at once', async () => {
    const email = newEmail()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        signUp({ email: index % 2 ? email : email.toUpperCase(), name: `Reader ${index}` }),
      ),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([201, ...Array(19).fill(409)])
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(await errorOf(answer)).toEqual([409, 'email_taken'])
    expect(await count(email)).toBe(1)
  })

  it('is refused while its account is disabled', async () => {
    const { user, ...as } = await signedIn()
    expect((await api.delete('/users', { as })).status).toBe(204)
    expect(await errorOf(await signUp({ email: user.email }))).toEqual([409, 'email_taken'])
  })
})
