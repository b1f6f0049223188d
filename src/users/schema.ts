import * as z from 'zod'
import { passwordProblem, passwordProblemMessages } from '../auth/passwords/policy.ts'
import { maxPasswordLength, minPasswordLength } from '../auth/passwords/shape.ts'
import type { users } from '../db/schema.ts'
import { id, instant } from '../http/fields.ts'
import { stating } from '../http/json-schema.ts'
import { text, trimmedText } from '../http/text.ts'

const maxNameLength = 100
const maxNameWords = 30

const name = stating(
  trimmedText({ max: maxNameLength })
    // A line break in a name would be one in the head of a mail.
    .refine((value) => !/\p{Cc}/u.test(value), 'Must not have control characters.')
    .refine((value) => {
      const words = value.split(/\s+/u).length
      return words >= 2 && words <= maxNameWords
    }, `Must be two to ${maxNameWords} words.`),
  {
    type: 'string',
    minLength: 3,
    maxLength: maxNameLength,
    description: `Two to ${maxNameWords} words. White space at its ends is taken off.`,
    examples: ['Mary Shelley'],
  },
)

// WHATWG's pattern, as browsers check it, and a dot in the domain. ASCII only, and checked before the case goes:
// some other letters have an ASCII one for their lower case.
const isAddress = (value: string) =>
  z.regexes.html5Email.test(value) && /@[^@]*\./.test(value) && !/^\.|\.\.|\.@/.test(value)

/** An address, in lower case: addresses are compared without case. */
const email = stating(text({ max: 254 }).refine(isAddress, 'Must be an email address.').toLowerCase(), {
  type: 'string',
  format: 'email',
  maxLength: 254,
  examples: ['mary@example.com'],
})

/** A password that is to be compared with one we have: any length that one could have. */
const knownPassword = stating(text({ min: 1, max: maxPasswordLength }), {
  type: 'string',
  format: 'password',
  minLength: 1,
  maxLength: maxPasswordLength,
  examples: ['It was on a dreary night'],
})

/** A password to be: the rules for new ones need to know whose it is, so they are checked by `newPasswordIssue`. */
const newPassword = stating(
  text({ max: Number.POSITIVE_INFINITY }).refine(
    (password) => !password.includes('\0'),
    'Must not have the character U+0000.',
  ),
  {
    type: 'string',
    format: 'password',
    minLength: minPasswordLength,
    maxLength: maxPasswordLength,
    examples: ['It was on a dreary night'],
  },
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

export const deletion = z.strictObject({
  purge: z.enum(['true', 'false']).default('false').describe('Whether to erase everything.'),
})
export const purgeConfirmation = z.strictObject({ password: knownPassword })

export const exampleUser = {
  id: '0190a1b2-0000-7e5f-8a6b-7c8d9e0f1a2b',
  name: 'Mary Shelley',
  email: 'mary@example.com',
  created_at: '2026-11-22T08:00:00.000Z',
  updated_at: '2026-11-22T08:00:00.000Z',
}

export const presentedUser = z
  .object({
    id,
    name: z.string().max(200),
    email: stating(z.string(), { type: 'string', format: 'email', maxLength: 254 }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'User',
    examples: [exampleUser],
  })

type PublicColumns = 'id' | 'name' | 'email' | 'createdAt' | 'updatedAt'

/** What a user looks like from outside; a new column stays inside until it is named here. */
export const presentUser = (
  user: Pick<typeof users.$inferSelect, PublicColumns>,
): z.output<typeof presentedUser> => ({
  id: user.id,
  name: user.name,
  email: user.email,
  created_at: user.createdAt.toISOString(),
  updated_at: user.updatedAt.toISOString(),
})
