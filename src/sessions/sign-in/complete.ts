import { sql } from 'drizzle-orm'
import { digestToken } from '../../auth/random-tokens.ts'
import {
  attemptCounter,
  attemptReservation,
  deleteAttempts,
  ifAttemptIsAllowed,
  selectRetryAt,
} from '../../auth/throttle/statements.ts'
import type { Database } from '../../db/client.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import { checkCode } from '../../factors/codes/check-code.ts'
import { ifCodeIsUnused, type RightCode, spendCode } from '../../factors/codes/statements.ts'
import {
  countWrongCode,
  deletePendingSignIn,
  ifFirstCode,
  ifWaiting,
  type PendingSignIn,
  waitingSignIn,
} from '../../factors/pending/statements.ts'
import { deleteOldestTrustedDevices, insertTrustedDevice } from '../../factors/trusted-devices/statements.ts'
import { newTrustedDevice } from '../../factors/trusted-devices/trust.ts'
import type { Config } from '../../http/config.ts'
import type { User } from '../../users/statements.ts'
import { type Client, type Opened, opening, readOpened } from './open-session.ts'

interface Completion {
  mfaToken: string
  code: string
  isTrusted: boolean
  /** Reads the client once its user is known. */
  readClient: (email: string) => Promise<Client>
}

export type CompletedSignIn =
  /** `trustToken`: for the cookie of a device that is trusted from now on. */
  | ({ kind: 'signed_in'; trustToken: string | undefined } & Opened)
  | { kind: 'invalid_token' }
  | { kind: 'invalid_code' }
  | { kind: 'account_disabled' }
  | { kind: 'rate_limited'; retryAt: Date }

/** Counts a wrong code: an attempt of the account, and one of the five of this sign-in. */
const rejectCode = async (
  db: Database,
  { digest, userId, counterKey }: PendingSignIn,
  freeAttempts: number,
  userAgent: string,
  now: Date,
): Promise<CompletedSignIn> => {
  const counter = attemptCounter(counterKey)
  const ifFirst = ifFirstCode(digest)
  const reservation = attemptReservation(counter, freeAttempts, now, ifWaiting(digest, now), ifFirst)
  const { reserved, wait } = await db.batch({
    reserved: reservation.reserved,
    counted: countWrongCode(digest),
    told: recordEvent({ userId, kind: 'code_failed', userAgent, at: now }),
    wait: reservation.counter,
  })
  if (reserved[0]) return { kind: 'invalid_code' }
  const retryAt = wait[0]?.retryAt
  return retryAt && retryAt > now ? { kind: 'rate_limited', retryAt } : { kind: 'invalid_token' }
}

/** The statements behind a session that a code opened: they use up the code and the sign-in. */
const usingUp = (
  { digest, userId, counterKey }: PendingSignIn,
  code: RightCode,
  { userAgent, config }: Pick<Client, 'userAgent' | 'config'>,
  now: Date,
) => {
  const used = { userId, kind: 'recovery_code_used' as const, userAgent, at: now }
  return (ifOpened: ReturnType<typeof ifWaiting>) => ({
    codeSpent: spendCode(code, ifOpened),
    ...(code.kind === 'recovery_code' && {
      codeTold: recordEvent(used),
      ...noticeStatements(config, used),
    }),
    pendingEnded: deletePendingSignIn(digest, ifOpened),
    attemptsForgotten: deleteAttempts(counterKey, ifOpened),
  })
}

const open = async (
  db: Database,
  pending: PendingSignIn,
  { user, code, client, isTrusted }: { user: User; code: RightCode; client: Client; isTrusted: boolean },
  now: Date,
): Promise<CompletedSignIn> => {
  const trust = isTrusted ? await newTrustedDevice(user.id, client.userAgent, now) : undefined
  const useUp = usingUp(pending, code, client, now)
  const event = { userId: user.id, kind: 'device_trusted' as const, userAgent: client.userAgent, at: now }
  const ifAllowed = sql`(${ifAttemptIsAllowed(pending.counterKey, now)} or ${ifFirstCode(pending.digest)})`
  const details = {
    user,
    client,
    method: code.kind,
    trustedDeviceId: trust?.device.id ?? null,
    onlyIf: sql`${ifWaiting(pending.digest, now)} and ${ifCodeIsUnused(code)} and ${ifAllowed}`,
    after: (ifOpened: ReturnType<typeof ifWaiting>) => ({
      trusted: trust && insertTrustedDevice(trust.device, ifOpened),
      trustTold: trust && recordEvent(event),
      oldestTrustEnded: trust && deleteOldestTrustedDevices(user.id, trust.device.id, ifOpened),
      ...useUp(ifOpened),
    }),
  }
  const { session, statements } = opening(details, now)
  const { wait, ...results } = await db.batch({ wait: selectRetryAt(pending.counterKey), ...statements })
  const opened = readOpened(user, session, results)
  if (opened) return { kind: 'signed_in', trustToken: trust?.token, ...opened }
  const retryAt = wait[0]?.retryAt
  const isFirst = pending.wrongCodes === 0
  return retryAt && retryAt > now && !isFirst ? { kind: 'rate_limited', retryAt } : { kind: 'invalid_code' }
}

/**
 * Completes a sign-in whose password was right. Any number of parallel requests get no more tries than one after the
 * other: a wrong code is counted, and a right one accepted, by one transaction that asks the counters first. Two D1
 * round trips.
 */
export const completeSignIn = async (
  db: Database,
  config: Config,
  { mfaToken, code: typed, isTrusted, readClient }: Completion,
  now: Date,
): Promise<CompletedSignIn> => {
  const read = await db.batch(waitingSignIn(await digestToken(mfaToken), now))
  const [pending] = read.pending
  const [user] = read.user
  const [totp] = read.totp
  if (!pending || !user || !totp || user.passwordVersion !== pending.passwordVersion)
    return { kind: 'invalid_token' }
  if (user.disabledAt) return { kind: 'account_disabled' }
  // While the counter has to wait, no code is checked: neither the response nor its time tells whether it is right.
  const retryAt = read.retryAt[0]?.retryAt
  if (pending.wrongCodes > 0 && retryAt && retryAt > now) return { kind: 'rate_limited', retryAt }
  const client = await readClient(user.email)
  const digests = read.codes.map(({ digest }) => digest)
  const code = await checkCode(config, { totp, digests }, typed, now)
  return code
    ? open(db, pending, { user, code, client, isTrusted }, now)
    : rejectCode(db, pending, config.freeAttempts, client.userAgent, now)
}
