import * as z from 'zod'
import { maxPasswordLength, minPasswordLength } from '../auth/passwords/limits.ts'
import { knownPassword } from '../auth/passwords/schema.ts'
import { passwordShapeMessages, passwordShapeProblem } from '../auth/passwords/shape.ts'
import { roles, type users } from '../db/schema.ts'
import { proofInput } from '../factors/proof/schema.ts'
import { id, instant } from '../http/fields.ts'
import { stating } from '../http/json-schema.ts'
import { text, trimmedText } from '../http/text.ts'
import { maxEmailLength, maxNameLength, maxNameWords } from './limits.ts'
import { typedEmail } from './normal-email.ts'

export const name = stating(
  trimmedText({ max: maxNameLength })
    // A line break in a name would be a line break in the header of a mail.
    .refine((value) => !/\p{Cc}/u.test(value), 'Must not have control characters.')
    .refine((value) => {
      const words = value.split(/\s+/u).length
      return words >= 2 && words <= maxNameWords
    }, `Must be two to ${maxNameWords} words.`)
    // For Unicode, fillers are letters too. They show nothing on the screen.
    .refine((value) => /[[\p{L}\p{N}]--\p{Default_Ignorable_Code_Point}]/v.test(value), {
      error: 'Must have at least one visible letter or digit.',
      when: ({ issues }) => issues.length === 0,
    }),
  {
    type: 'string',
    minLength: 3,
    maxLength: maxNameLength,
    description: `Two to ${maxNameWords} words. White space at the ends is removed.`,
    examples: ['Mary Shelley'],
  },
)

// The pattern of browsers (WHATWG), with a dot in the domain. Checked before the email is put into lower case, because the
// lower case of some non-ASCII letters is an ASCII letter.
const isEmail = (value: string) =>
  z.regexes.html5Email.test(value) && /@[^@]*\./.test(value) && !/^\.|\.\.|\.@/.test(value)

const beforeAt = (email: string) => email.slice(0, Math.max(0, email.lastIndexOf('@')))

const emailMessage = ({ input }: { input?: unknown }): string =>
  /[^\0-\x7f]/.test(beforeAt(String(input)))
    ? 'Must be an email address, with ASCII characters only before the @.'
    : 'Must be an email address.'

/** Emails are compared without case, so they are put into lower case. */
export const email = stating(
  z
    .string()
    .transform(typedEmail)
    .pipe(text({ max: maxEmailLength }).refine(isEmail, { error: emailMessage }).toLowerCase()),
  {
    type: 'string',
    format: 'email',
    maxLength: maxEmailLength,
    description:
      'An email. Upper and lower case do not matter. White space at the ends is removed, and a domain is put into ASCII.',
    examples: ['mary@example.com'],
  },
)

/** A new password. Its rules depend on the user, so `newPasswordIssue` checks them. */
export const newPassword = stating(
  text({ max: Number.POSITIVE_INFINITY }).refine(
    (password) => !password.includes('\0'),
    'Must not have the character U+0000.',
  ),
  {
    type: 'string',
    format: 'password',
    minLength: minPasswordLength,
    maxLength: maxPasswordLength,
    description: 'The new password. It is used exactly as sent.',
    examples: ['It was on a dreary night'],
  },
)

/** A wrong form of the password is named together with the issues of other fields, `newPasswordIssue` after them. */
export const newUser = z.strictObject({ name, email, password: newPassword }).superRefine((user, ctx) => {
  const problem = passwordShapeProblem(user.password)
  if (problem) ctx.addIssue({ code: 'custom', path: ['password'], message: passwordShapeMessages[problem] })
})

export const userChanges = z.strictObject({ name })
export const passwordInput = z.strictObject({
  current_password: knownPassword.optional().describe('Or `proof`. With TOTP set, `proof` is needed.'),
  new_password: newPassword,
  proof: proofInput.optional(),
  end_api_keys: z.boolean().default(true).describe('Whether every API key ends as well.'),
})
export const credentials = z.strictObject({ email, password: knownPassword })

export const exampleUser = {
  id: '0190a1b2-0000-7e5f-8a6b-7c8d9e0f1a2b',
  name: 'Mary Shelley',
  email: 'mary@example.com',
  email_verified: false,
  role: 'reader' as const,
  created_at: '2026-11-22T08:00:00.000Z',
  updated_at: '2026-11-22T08:00:00.000Z',
}

export const presentedUser = z
  .object({
    id,
    name: z
      .string()
      .max(2 * maxNameLength)
      .describe('The full name.'),
    email: stating(z.string(), {
      type: 'string',
      format: 'email',
      maxLength: maxEmailLength,
      description: 'The email, in lower case.',
    }),
    email_verified: z.boolean().describe('Whether the user proved to receive mail at this email.'),
    role: z.enum(roles).describe('An admin may manage the accounts of the service.'),
    created_at: instant.describe('When the user signed up.'),
    updated_at: instant.describe('When the account last changed.'),
  })
  .meta({
    id: 'User',
    examples: [exampleUser],
  })

type PublicColumns = 'id' | 'name' | 'email' | 'emailVerifiedAt' | 'role' | 'createdAt' | 'updatedAt'

/** A user in a response. A new column stays private until it is named here. */
export const presentUser = (
  user: Pick<typeof users.$inferSelect, PublicColumns>,
): z.output<typeof presentedUser> => ({
  id: user.id,
  name: user.name,
  email: user.email,
  email_verified: user.emailVerifiedAt !== null,
  role: user.role,
  created_at: user.createdAt.toISOString(),
  updated_at: user.updatedAt.toISOString(),
})
