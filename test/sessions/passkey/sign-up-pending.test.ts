import { uuidv7obj } from 'uuidv7'
import { expect, it } from 'vitest'
import { userHandle } from '../../../src/factors/passkeys/user-handle.ts'
import { mailbox } from '../../mail/mails.ts'
import { newAuthenticator } from '../../support/authenticator.ts'
import { errorOf } from '../../support/client.ts'
import { signInWith } from '../../support/passkeys.ts'
import { signInByPasskey, signUpByMail } from '../../users/passkey-sign-up/by-mail.ts'

const pending = [403, 'sign_up_pending']
const notFound = [404, 'passkey_not_found']
const minute = 60_000
const day = 24 * 60 * minute

/** The handle of a user that was named this long ago. */
const handleMade = (msAgo: number): string => {
  const id = uuidv7obj().toHex()
  const at = (Date.now() - msAgo).toString(16).padStart(12, '0')
  return userHandle(at + id.slice(12))
}

const withHandle = async (handle: string) =>
  errorOf(await signInByPasskey(mailbox(), await newAuthenticator(), handle))

it('a passkey whose sign-up waits for its link is not called unknown: a password manager would forget it', async () => {
  const box = mailbox()
  const { authenticator } = await signUpByMail(box)
  expect(await errorOf(await signInByPasskey(box, authenticator))).toEqual(pending)
})

it.each<[string, number, unknown[]]>([
  ['now', 0, pending],
  ['as long ago as a link works', day, pending],
  ['before that, and before its challenge ended', day + 4 * minute, pending],
  ['longer ago', day + 5 * minute, notFound],
  ['a year ago', 365 * day, notFound],
  ['in the future', -minute, notFound],
])('its age decides, not the rows: made %s', async (_, msAgo, expected) => {
  expect(await withHandle(handleMade(msAgo))).toEqual(expected)
})

it.each<[string, string]>([
  ['of another version', 'A'.repeat(22)],
  ['of another length', 'A'.repeat(20)],
  ['that is not base64url', 'A'.repeat(25)],
])('a user handle %s is of no sign-up', async (_, handle) => {
  expect(await withHandle(handle)).toEqual(notFound)
})

it('a service without mail has no such sign-up', async () => {
  const authenticator = await newAuthenticator()
  expect(await errorOf(await signInWith(authenticator, { userHandle: handleMade(0) }))).toEqual(notFound)
})
