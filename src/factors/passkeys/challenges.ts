import { and, eq, exists, gt, type SQL } from 'drizzle-orm'
import type { SessionCaller } from '../../auth/caller.ts'
import { insertForCaller } from '../../auth/live-caller.ts'
import { purposes } from '../../auth/purposes.ts'
import { digestToken } from '../../auth/random-tokens.ts'
import { challenges } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'

type Challenge = typeof challenges.$inferSelect
type OpenPurpose = 'sign_in' | 'sign_up'

const newRow = async (
  challenge: string,
  now: Date,
  row: Pick<Challenge, 'purpose' | 'sessionId' | 'subject' | 'action'>,
): Promise<Challenge> => ({
  digest: await digestToken(challenge),
  target: '',
  expiresAt: new Date(now.getTime() + purposes.passkeyChallenge.ttlSeconds * 1000),
  ...row,
})

const isChallenge = async (challenge: string, purpose: Challenge['purpose'], now: Date) =>
  and(
    eq(challenges.digest, await digestToken(challenge)),
    eq(challenges.purpose, purpose),
    gt(challenges.expiresAt, now),
  )

/** Stores a challenge for a visitor. @param subject for a sign-up: the id that the account will have */
export const insertOpenChallenge = async (
  challenge: string,
  purpose: OpenPurpose,
  now: Date,
  subject = '',
) => {
  const row = await newRow(challenge, now, { purpose, sessionId: null, subject, action: '' })
  return statement(build.insert(challenges).values(row).returning({ expiresAt: challenges.expiresAt }))
}

/** Uses up a visitor's challenge: of several requests with it, one gets the row. */
export const spendOpenChallenge = async (challenge: string, purpose: OpenPurpose, now: Date) =>
  statement(
    build
      .delete(challenges)
      .where(await isChallenge(challenge, purpose, now))
      .returning({ subject: challenges.subject }),
  )

/**
 * Stores a challenge to add a passkey in this session.
 * @param proof `proven`: the request for the challenge had a proof, so the passkey needs no other
 * @param onlyIf the condition of that proof
 */
export const insertRegistrationChallenge = async (
  caller: SessionCaller,
  challenge: string,
  proof: 'proven' | 'unproven',
  onlyIf?: SQL,
) => {
  const action = proof === 'proven' ? 'add_passkey' : ''
  const { sessionId } = caller
  const row = await newRow(challenge, caller.at, { purpose: 'registration', sessionId, subject: '', action })
  return statement(insertForCaller(challenges, caller, row, onlyIf))
}

const isRegistration = async (caller: SessionCaller, challenge: string, action?: string) =>
  and(
    await isChallenge(challenge, 'registration', caller.at),
    eq(challenges.sessionId, caller.sessionId),
    action === undefined ? undefined : eq(challenges.action, action),
  )

const ifChallenge = (condition: SQL | undefined): SQL =>
  exists(build.select({ digest: challenges.digest }).from(challenges).where(condition))

/** A condition: the challenge was made to add a passkey in this session, and is not used up. */
export const ifRegistrationIsOpen = async (caller: SessionCaller, challenge: string): Promise<SQL> =>
  ifChallenge(await isRegistration(caller, challenge))

/** A condition: the request for the challenge had a proof. */
export const ifRegistrationIsProven = async (caller: SessionCaller, challenge: string): Promise<SQL> =>
  ifChallenge(await isRegistration(caller, challenge, 'add_passkey'))

/** Uses up a challenge of this session. */
export const deleteRegistrationChallenge = async (caller: SessionCaller, challenge: string, onlyIf: SQL) =>
  statement(build.delete(challenges).where(and(await isRegistration(caller, challenge), onlyIf)))
