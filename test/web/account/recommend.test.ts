import { describe, expect, it } from 'vitest'
import { recommend } from '../../../web/src/account/methods/recommend.ts'

const safe = {
  hasPassword: true,
  hasApp: false,
  codesLeft: 0,
  passkeys: 1,
  canUsePasskeys: true,
  hasMail: true,
  isEmailVerified: true,
}

describe('the one recommendation', () => {
  it.each([
    ['nothing for an account with a passkey and a confirmed email', {}, 'nothing'],
    ['a passkey first', { passkeys: 0, isEmailVerified: false }, 'add_passkey'],
    ['an app, where the browser knows no passkeys', { passkeys: 0, canUsePasskeys: false }, 'add_app'],
    ['codes before all else', { hasApp: true, codesLeft: 2, passkeys: 0 }, 'make_codes'],
    ['no codes while there are enough', { hasApp: true, codesLeft: 3 }, 'nothing'],
    ['the email, where the service sends mail', { isEmailVerified: false }, 'verify_email'],
    ['no email, where the service sends none', { isEmailVerified: false, hasMail: false }, 'nothing'],
    ['a second passkey, without a password', { hasPassword: false }, 'add_second_passkey'],
    ['no third passkey', { hasPassword: false, passkeys: 2 }, 'nothing'],
    [
      'nothing else for an app alone in an old browser',
      { passkeys: 0, canUsePasskeys: false, hasApp: true, codesLeft: 9 },
      'nothing',
    ],
  ])('is %s', (_, changes, step) => {
    expect(recommend({ ...safe, ...changes })).toBe(step)
  })
})
