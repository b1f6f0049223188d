import { describe, expect, it } from 'vitest'
import { recommend } from '../../../web/src/account/methods/recommend.ts'

const safe = {
  hasPassword: true,
  hasApp: true,
  codesLeft: 10,
  passkeys: 1,
  canUsePasskeys: true,
  hasMail: true,
  isEmailVerified: true,
}

describe('the one recommendation', () => {
  it.each([
    ['nothing for a password with an app and codes, and a passkey', {}, 'nothing'],
    ['an app, when the password alone opens the account', { hasApp: false, codesLeft: 0 }, 'add_app'],
    ['an app too beside two passkeys', { hasApp: false, codesLeft: 0, passkeys: 2 }, 'add_app'],
    ['an app, without mail', { hasApp: false, hasMail: false, isEmailVerified: false }, 'add_app'],
    ['codes, when none is left', { codesLeft: 0 }, 'make_codes'],
    ['a passkey first', { hasApp: false, passkeys: 0, isEmailVerified: false }, 'add_passkey'],
    [
      'an app, where the browser knows no passkeys',
      { hasApp: false, passkeys: 0, canUsePasskeys: false },
      'add_app',
    ],
    ['codes before all else', { codesLeft: 2, passkeys: 0 }, 'make_codes'],
    ['no codes while there are enough', { codesLeft: 3 }, 'nothing'],
    ['the email, where the service sends mail', { isEmailVerified: false }, 'verify_email'],
    ['no email, where the service sends none', { isEmailVerified: false, hasMail: false }, 'nothing'],
    ['a second passkey, without a password', { hasPassword: false, hasApp: false }, 'add_second_passkey'],
    ['no third passkey', { hasPassword: false, hasApp: false, passkeys: 2 }, 'nothing'],
    [
      'nothing else for an app alone in an old browser',
      { passkeys: 0, canUsePasskeys: false, codesLeft: 9 },
      'nothing',
    ],
  ])('is %s', (_, changes, step) => {
    expect(recommend({ ...safe, ...changes })).toBe(step)
  })

  const either = [true, false]
  const combinations = either.flatMap((hasPassword) =>
    either.flatMap((hasApp) =>
      [0, 2, 3].flatMap((codesLeft) =>
        [0, 1, 2].flatMap((passkeys) =>
          either.flatMap((canUsePasskeys) =>
            either.flatMap((hasMail) =>
              either.map((isEmailVerified) => {
                const known = { hasPassword, hasApp, codesLeft, passkeys }
                return { ...known, canUsePasskeys, hasMail, isEmailVerified }
              }),
            ),
          ),
        ),
      ),
    ),
  )
  it('never calls an account well protected that its password alone opens', () => {
    const protectedOnes = combinations.filter((one) => recommend(one) === 'nothing')
    expect(protectedOnes).not.toEqual([])
    for (const { hasPassword, hasApp, codesLeft } of protectedOnes)
      expect(!hasPassword || (hasApp && codesLeft > 0)).toBe(true)
  })
})
