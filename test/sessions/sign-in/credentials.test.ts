import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { newUser, password } from '../../support/makers.ts'

const base64 = (text: string | Uint8Array) =>
  (typeof text === 'string' ? new TextEncoder().encode(text) : text).toBase64()

const signInWith = (authorization: string, body?: unknown) =>
  api.post('/users/login', { headers: { Authorization: authorization }, body })

describe('sign-in with Basic', () => {
  it.each(['Basic', 'basic', 'BASIC', 'bAsIc', 'Basic  '])(
    'gets the same response as with JSON: %s',
    async (scheme) => {
      const { email } = await newUser()
      const basic = await signInWith(`${scheme} ${base64(`${email}:${password}`)}`)
      const json = await api.post('/users/login', { body: { email, password } })
      expect([basic.status, json.status]).toEqual([200, 200])
      const [one, other] = [await dataOf(basic), await dataOf(json)]
      expect(Object.keys(one)).toEqual(Object.keys(other))
      expect(one.user).toEqual(other.user)
    },
  )

  it.each([
    'Grüße-an-Ælfric-9',
    '正確な-Horse-7-電池',
    '😀-Horse-7-🔋x',
    'Gate:of:Horse-7',
    ':Horse-7-Gate:',
    ' Horse-7-Gate ',
  ])('accepts the password exactly, in UTF-8: %j', async (secret) => {
    const { email } = await newUser({ password: secret })
    expect((await signInWith(`Basic ${base64(`${email}:${secret}`)}`)).status).toBe(200)
    expect(await errorOf(await signInWith(`Basic ${base64(`${email}:${secret}x`)}`))).toEqual([
      401,
      'invalid_credentials',
    ])
  })

  it('accepts the email in any case', async () => {
    const { email } = await newUser()
    expect((await signInWith(`Basic ${base64(`${email.toUpperCase()}:${password}`)}`)).status).toBe(200)
  })

  it.each([
    'Basic',
    'Basic !!!',
    'Basic ====',
    'Basic a',
    'Basic Zm9v YmFy',
    `Basic ${base64('no colon')}`,
    'Basic "cmVhZGVyOnNlY3JldA=="',
    'Basic user=reader',
  ])('is rejected when the header is malformed: %s', async (header) => {
    const response = await signInWith(header)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate"')
    expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
  })

  it('is rejected when the password is not UTF-8', async () => {
    const { email } = await newUser()
    const latin1 = new Uint8Array([
      ...new TextEncoder().encode(`${email}:`),
      0xe9,
      ...new TextEncoder().encode(password),
    ])
    expect(await errorOf(await signInWith(`Basic ${base64(latin1)}`))).toEqual([401, 'invalid_credentials'])
  })

  it.each(['unknown:Correct-Horse-7', ':Correct-Horse-7', 'unknown@example.com:'])(
    'has the same rules as with JSON: %s',
    async (pair) => {
      const [email = '', secret = ''] = pair.split(':')
      const json = await api.post('/users/login', { body: { email, password: secret } })
      const basic = await signInWith(`Basic ${base64(pair)}`)
      expect(await basic.json()).toEqual(await json.json())
      expect(basic.status).toBe(400)
    },
  )

  it.each([
    ['the same in JSON', (email: string) => ({ email, password })],
    ['an empty object', () => ({})],
    ['white space', () => ' '],
    ['a form', () => new FormData()],
  ])('is rejected with a body: %s', async (_, body) => {
    const { email } = await newUser()
    const response = await signInWith(`Basic ${base64(`${email}:${password}`)}`, body(email))
    expect(await errorOf(response)).toEqual([400, 'invalid_request'])
  })

  it('is valid only for the sign-in', async () => {
    const { email } = await newUser()
    const headers = { Authorization: `Basic ${base64(`${email}:${password}`)}` }
    expect(await errorOf(await api.get('/users', { headers }))).toEqual([401, 'invalid_token'])
  })
})
