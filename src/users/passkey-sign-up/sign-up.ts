import { sql } from 'drizzle-orm'
import type * as z from 'zod'
import { noPassword } from '../../auth/passwords/hash.ts'
import type { Database } from '../../db/client.ts'
import { recordEvent } from '../../events/statements.ts'
import { newPasskey, rejectTakenCredential } from '../../factors/passkeys/add.ts'
import { challengeOf } from '../../factors/passkeys/assertion.ts'
import { spendOpenChallenge } from '../../factors/passkeys/challenges.ts'
import { insertPasskey } from '../../factors/passkeys/statements.ts'
import { verifyRegistration } from '../../factors/passkeys/verify-registration.ts'
import type { Config } from '../../http/config.ts'
import { insertUser } from '../statements.ts'
import { rejectTakenEmail } from '../taken-email.ts'
import type { passkeySignUpInput } from './schema.ts'

/**
 * Creates an account with a passkey and no password. Two D1 round trips: the first uses the challenge up.
 * @returns undefined for a registration that is not valid
 * @throws ApiError `email_taken`, `passkey_taken`
 */
export const signUpWithPasskey = async (
  { db, config }: { db: Database; config: Config },
  { name, email, passkey: registration }: z.output<typeof passkeySignUpInput>,
  userAgent: string,
  now: Date,
) => {
  const challenge = challengeOf(registration)
  if (challenge === undefined) return undefined
  const { spent } = await db.batch({ spent: await spendOpenChallenge(challenge, 'sign_up', now) })
  const credential = await verifyRegistration(config, registration, { challenge, isAutomatic: false })
  if (!spent[0] || !credential) return undefined
  const user = {
    id: spent[0].subject,
    name,
    email,
    role: 'reader' as const,
    passwordHash: noPassword,
    passwordVersion: 1,
    createdAt: now,
    updatedAt: now,
    // An empty library needs no count.
    countedAt: now,
    emailVerifiedAt: null,
  }
  const passkey = newPasskey(user.id, credential, { name: undefined, userAgent, at: now })
  const write = db.batch({
    inserted: insertUser(user),
    told: recordEvent({
      userId: user.id,
      kind: 'signed_up',
      details: { method: 'passkey' },
      userAgent,
      at: now,
    }),
    added: insertPasskey(passkey, sql`true`),
  })
  await rejectTakenEmail(rejectTakenCredential(write))
  return user
}
