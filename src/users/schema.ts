import * as z from 'zod'
import { passwordProblem, passwordProblemMessages } from '../auth/password-policy.ts'
import { maxPasswordLength } from '../auth/password-shape.ts'
import type { users } from '../db/schema.ts'
import { text, trimmedText } from '../http/text.ts'

const maxNameWords = 30

const name = trimmedText({ max: 100 })
  // A line break in a name would be one in the head of a mail.
  .refine((value) => !/\p{Cc}/u.test(value), 'Must not have control characters.')
  .refine((value) => {
    const words = value.split(/\s+/u).length
    return words >= 2 && words <= maxNameWords
  }, `Must be two to ${maxNameWords} words.`)

// WHATWG's pattern, as browsers check it, and a dot in the domain. ASCII only, and checked before the case goes:
// some other letters have an ASCII one for their lower case.
const isAddress = (value: string) =>
  z.regexes.html5Email.test(value) && /@[^@]*\./.test(value) && !/^\.|\.\.|\.@/.test(value)

/** An address, in lower case: addresses are compared without case. */
const email = text({ max: 254 }).refine(isAddress, 'Must be an email address.').toLowerCase()

/** A password that is to be compared with one we have: any length that one could have. */
const knownPassword = text({ min: 1, max: maxPasswordLength })

/** A password to be: the rules for new ones need to know whose it is, so they are checked by `newPasswordIssue`. */
const newPassword = text({ max: Number.POSITIVE_INFINITY }).refine(
  (password) => !password.includes('\0'),
  'Must not have the character U+0000.',
)

/** @returns why `password` is not good enough for this user, or undefined when it is */
export const newPasswordIssue = (
  password: string,
  user: { name: string; email: string },
): string | undefined => {
  const problem = passwordProblem(password, user)
  return problem && passwordProblemMessages[problem]
}

export const newUser = z.strictObject({ name, email, password: newPassword }).superRefine((user, ctx) => {
  const message = newPasswordIssue(user.password, user)
  if (message) ctx.addIssue({ code: 'custom', path: ['password'], message })
})

export const userChanges = z.strictObject({ name })
export const passwordChange = z.strictObject({ current_password: knownPassword, new_password: newPassword })
export const credentials = z.strictObject({ email, password: knownPassword })

export const deletion = z.strictObject({ purge: z.enum(['true', 'false']).default('false') })
export const purgeConfirmation = z.strictObject({ password: knownPassword })

type PublicColumns = 'id' | 'name' | 'email' | 'createdAt' | 'updatedAt'

/** What a user looks like from outside; a new column stays inside until it is named here. */
export const presentUser = (user: Pick<typeof users.$inferSelect, PublicColumns>) => ({
  id: user.id,
  name: user.name,
  email: user.email,
  created_at: user.createdAt.toISOString(),
  updated_at: user.updatedAt.toISOString(),
})
