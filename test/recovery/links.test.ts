import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { mailbox } from '../mail/mails.ts'
import { errorOf, request } from '../support/client.ts'
import { password } from '../support/makers.ts'
import { makeLink, type Purpose, reset, useLink, verify } from './flows.ts'

const purposes = Object.keys(makeLink) as Purpose[]
const ofAccounts = purposes.filter((purpose) => purpose !== 'sign_up')
const invalid = [400, 'invalid_link']

/** All rows that a link could change. */
const state = async () => {
  const rows = async (table: string) =>
    (await env.DB.prepare(`select * from ${table} order by 1`).all()).results
  return [await rows('users'), await rows('sessions')]
}

const links = (email: string) =>
  env.DB.prepare('select count(*) from mailed_links where email = ?').bind(email).first<number>('count(*)')

describe.each(purposes)('a link: %s', (purpose) => {
  it('works once', async () => {
    const box = mailbox()
    const { token } = await makeLink[purpose](box)
    expect((await useLink(box, purpose, token)).status).toBe(204)
    expect(await errorOf(await useLink(box, purpose, token))).toEqual(invalid)
  })

  it('works once for ten requests at once', async () => {
    const box = mailbox()
    const { token } = await makeLink[purpose](box)
    const responses = await Promise.all(Array.from({ length: 10 }, () => useLink(box, purpose, token)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, ...Array(9).fill(400)])
  })

  it('does not work for another purpose', async () => {
    const box = mailbox()
    const { token } = await makeLink[purpose](box)
    const before = await state()
    const wrong = purpose === 'reset_password' ? verify(box, token) : reset(box, token)
    expect(await errorOf(await wrong)).toEqual(invalid)
    expect(await state()).toEqual(before)
  })

  it('does not work when it was changed', async () => {
    const box = mailbox()
    const { token } = await makeLink[purpose](box)
    const changed = (token[0] === 'A' ? 'B' : 'A') + token.slice(1)
    expect(await errorOf(await useLink(box, purpose, changed))).toEqual(invalid)
  })

  it('does not work when it has expired', async () => {
    const box = mailbox()
    const { token, email } = await makeLink[purpose](box)
    await env.DB.prepare('update mailed_links set expires_at = ? where email = ?')
      .bind(Date.now(), email)
      .run()
    const before = await state()
    expect(await errorOf(await useLink(box, purpose, token))).toEqual(invalid)
    expect(await state()).toEqual(before)
  })

  it('changes nothing by being opened', async () => {
    const box = mailbox()
    const { token } = await makeLink[purpose](box)
    const before = await state()
    const path = purpose === 'reset_password' ? '/users/password/reset' : '/users/email/verify'
    expect((await box.fetch(request('GET', path))).status).toBe(405)
    expect(await state()).toEqual(before)
    expect((await useLink(box, purpose, token)).status).toBe(204)
  })

  it('is in no table: neither its token nor a digest of it', async () => {
    const box = mailbox()
    const { token, email } = await makeLink[purpose](box)
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
    const rows = JSON.stringify([
      (await env.DB.prepare('select * from mailed_links').all()).results,
      (await env.DB.prepare('select * from mails').all()).results,
    ])
    for (const secret of [
      token,
      digest.toHex(),
      digest.toBase64({ alphabet: 'base64url', omitPadding: true }),
    ])
      expect(rows).not.toContain(secret)
    expect(await links(email)).toBe(1)
  })
})

describe.each(ofAccounts)('a link of an account: %s', (purpose) => {
  const change: [
    string,
    (as: { access_token: string; refresh_token: string }, id: string) => Promise<unknown>,
  ][] = [
    [
      'the password has changed',
      (as) =>
        mailbox().fetch(
          request('PUT', '/users/password', {
            as,
            body: { current_password: password, new_password: 'Third-Horse-99' },
          }),
        ),
    ],
    ['the account was disabled', (as) => mailbox().fetch(request('DELETE', '/users', { as }))],
    [
      'the account was erased',
      (as) => mailbox().fetch(request('DELETE', '/users?purge=true', { as, body: { password } })),
    ],
  ]

  it.each(change)('does not work after %s', async (_, make) => {
    const box = mailbox()
    const { token, as } = await makeLink[purpose](box)
    if (!as) throw new Error('A link of an account has a user')
    expect(await make(as, as.user.id)).toMatchObject({ status: 204 })
    const before = await state()
    expect(await errorOf(await useLink(box, purpose, token))).toEqual(invalid)
    expect(await state()).toEqual(before)
  })
})
