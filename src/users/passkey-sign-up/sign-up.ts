import { eq, exists, not, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { noPassword } from '../../auth/passwords/hash.ts'
import type { Database } from '../../db/client.ts'
import { passkeys } from '../../db/schema.ts'
import { build } from '../../db/statement.ts'
import { recordEvent } from '../../events/statements.ts'
import { newPasskey, rejectTakenCredential } from '../../factors/passkeys/add.ts'
import { challengeOf } from '../../factors/passkeys/assertion.ts'
import { spendOpenChallenge } from '../../factors/passkeys/challenges.ts'
import { insertPasskey, type Passkey, selectPasskeyByCredential } from '../../factors/passkeys/statements.ts'
import { verifyRegistration } from '../../factors/passkeys/verify-registration.ts'
import type { Config } from '../../http/config.ts'
import { ApiError } from '../../http/errors.ts'
import { signUpMail } from '../sign-up-mail.ts'
import { insertUser } from '../statements.ts'
import { rejectTakenEmail } from '../taken-email.ts'
import type { passkeySignUpInput } from './schema.ts'

interface Context {
  db: Database
  config: Config
}

interface Request {
  input: z.output<typeof passkeySignUpInput>
  userAgent: string
  at: Date
}

/**
 * Uses the challenge up. One D1 round trip.
 * @returns the new passkey, for the account that the options named
 * @throws ApiError `invalid_passkey`
 */
const readPasskey = async (
  { db, config }: Context,
  { input: { passkey: registration }, userAgent, at }: Request,
): Promise<Passkey> => {
  const challenge = challengeOf(registration)
  if (challenge === undefined) throw new ApiError('invalid_passkey')
  const { spent } = await db.batch({ spent: await spendOpenChallenge(challenge, 'sign_up', at) })
  const credential = await verifyRegistration(config, registration, { challenge, isAutomatic: false })
  if (!spent[0] || !credential) throw new ApiError('invalid_passkey')
  return newPasskey(spent[0].subject, credential, { name: undefined, userAgent, at })
}

/**
 * Creates an account with a passkey and no password. Two D1 round trips.
 * @throws ApiError `invalid_passkey`, `email_taken`, `passkey_taken`
 */
export const signUpWithPasskey = async (c: Context, request: Request) => {
  const { input, userAgent, at } = request
  const passkey = await readPasskey(c, request)
  const user = {
    id: passkey.userId,
    name: input.name,
    email: input.email,
    role: 'reader' as const,
    passwordHash: noPassword,
    passwordVersion: 1,
    createdAt: at,
    updatedAt: at,
    // An empty library needs no count.
    countedAt: at,
    emailVerifiedAt: null,
  }
  const event = { userId: user.id, kind: 'signed_up' as const, details: { method: 'passkey' }, userAgent, at }
  const write = c.db.batch({
    inserted: insertUser(user),
    told: recordEvent(event),
    added: insertPasskey(passkey, sql`true`),
  })
  await rejectTakenEmail(rejectTakenCredential(write))
  return user
}

/**
 * Keeps the passkey until the link of a mail makes its account. Two D1 round trips, with the same work for an email that is
 * taken.
 * @throws ApiError `invalid_passkey`, `passkey_taken`
 */
export const mailPasskeySignUp = async (c: Context, request: Request): Promise<void> => {
  const { name, email } = request.input
  const { createdAt: _, lastUsedAt: __, ...passkey } = await readPasskey(c, request)
  const { credentialId } = passkey
  const isTaken = exists(
    build.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.credentialId, credentialId)),
  )
  const account = { name, email, passwordHash: noPassword, passkey }
  const { taken } = await c.db.batch({
    taken: selectPasskeyByCredential(credentialId),
    ...(await signUpMail(c.config, account, request.at, not(isTaken))),
  })
  if (taken?.length) throw new ApiError('passkey_taken')
}
