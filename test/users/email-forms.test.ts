import { describe, expect, it } from 'vitest'
import { dataOf } from '../support/client.ts'
import { signIn } from '../support/makers.ts'
import { newEmail, signUp } from './signing-up.ts'

describe('an email as people type it', () => {
  it.each([
    ['ends in a space, as keyboards of phones add it', 'EMAIL ', 'EMAIL'],
    ['stands between white space', ' \t\ufeffEMAIL\u00a0\r\n', 'EMAIL'],
  ])('may be one that %s', async (_, typed, stored) => {
    const email = newEmail()
    const response = await signUp({ email: typed.replace('EMAIL', email) })
    expect(response.status).toBe(201)
    expect((await dataOf(response)).email).toBe(stored.replace('EMAIL', email))
    await signIn({ email: typed.replace('EMAIL', email) })
  })

  it.each([
    ['exämple.de', 'xn--exmple-cua.de'],
    ['EXÄMPLE.DE', 'xn--exmple-cua.de'],
    ['exa\u0308mple.de', 'xn--exmple-cua.de'],
    ['почта.рф', 'xn--80a1acny.xn--p1ai'],
    ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
    ['straße.de', 'xn--strae-oqa.de'],
    ['ｅxample.com', 'example.com'],
    ['example.com\u200b', 'example.com'],
  ])('may have the domain %s, which is stored as %s', async (domain, ascii) => {
    const name = `reader-${crypto.randomUUID()}`
    const response = await signUp({ email: `${name}@${domain}` })
    expect(response.status).toBe(201)
    expect((await dataOf(response)).email).toBe(`${name}@${ascii}`)
    for (const spelling of [domain, ascii]) await signIn({ email: `${name}@${spelling}` })
    expect((await signUp({ email: `${name}@${ascii}` })).status).toBe(409)
  })

  it('says what it may be', async () => {
    const response = await signUp({ email: 'jürgen@example.com' })
    expect(await response.json()).toMatchObject({
      error: { issues: [{ message: 'Must be an email address, with ASCII characters only before the @.' }] },
    })
  })
})
