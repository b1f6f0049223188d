import { describe, expect, it } from 'vitest'
import { forgetLinkToken, linkToken, takeLinkToken } from '../../../web/src/router/link-token.ts'

describe('the token of a mailed link', () => {
  it.each(['verify', 'reset', 'keep-factors'] as const)('leaves the address of %s', (page) => {
    expect(takeLinkToken(`#/${page}?token=abc-_1`)).toBe(`#/${page}`)
    expect(linkToken(page)).toBe('abc-_1')
    // The address without the token is read again, for example after Back.
    expect(takeLinkToken(`#/${page}`)).toBe(`#/${page}`)
    expect(linkToken(page)).toBe('abc-_1')
    forgetLinkToken(page)
    expect(linkToken(page)).toBe(undefined)
  })

  it('is replaced by that of a newer link, and belongs to one page', () => {
    takeLinkToken('#/reset?token=first')
    takeLinkToken('#/reset?token=second')
    expect([linkToken('reset'), linkToken('verify')]).toEqual(['second', undefined])
  })

  it.each([
    ['#/reset?token=&x=1', '#/reset'],
    ['#/reset?', '#/reset'],
    ['#/resets?token=a', '#/resets?token=a'],
    ['#/?q=token', '#/?q=token'],
    ['', ''],
  ])('is not in %j', (hash, address) => {
    expect(takeLinkToken(hash)).toBe(address)
  })
})
