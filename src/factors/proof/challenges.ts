import { and, eq, exists, gt, type SQL } from 'drizzle-orm'
import type { SessionCaller } from '../../auth/caller.ts'
import { insertForCaller } from '../../auth/live-caller.ts'
import { purposes } from '../../auth/purposes.ts'
import { digestToken } from '../../auth/random-tokens.ts'
import { challenges, passkeys } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import type { Claim } from './actions.ts'

/** The stored form of a target. A new email must not lie in a table that has no owner. */
const digestTarget = (target: string): Promise<string> => digestToken(target)

/** Stores a challenge for one change of the caller, if they have a passkey that could meet it. */
export const insertStepUp = async (
  caller: SessionCaller,
  challenge: string,
  { action, target = '' }: Claim,
) => {
  const row = {
    digest: await digestToken(challenge),
    purpose: 'step_up' as const,
    sessionId: caller.sessionId,
    action,
    target: await digestTarget(target),
    subject: '',
    expiresAt: new Date(caller.at.getTime() + purposes.stepUp.ttlSeconds * 1000),
  }
  const ownPasskey = build
    .select({ id: passkeys.id })
    .from(passkeys)
    .where(eq(passkeys.userId, caller.userId))
  return statement(insertForCaller(challenges, caller, row, exists(ownPasskey)))
}

/** A condition: the challenge was made for this change in this session, and is not used up. */
export const ifChallenged = async (
  caller: SessionCaller,
  challenge: string,
  { action, target = '' }: Claim,
): Promise<SQL> =>
  exists(
    build
      .select({ digest: challenges.digest })
      .from(challenges)
      .where(
        and(
          eq(challenges.digest, await digestToken(challenge)),
          eq(challenges.purpose, 'step_up'),
          eq(challenges.sessionId, caller.sessionId),
          eq(challenges.action, action),
          eq(challenges.target, await digestTarget(target)),
          gt(challenges.expiresAt, caller.at),
        ),
      ),
  )

/** Uses a challenge up. */
export const deleteChallenge = async (challenge: string) =>
  statement(build.delete(challenges).where(eq(challenges.digest, await digestToken(challenge))))
