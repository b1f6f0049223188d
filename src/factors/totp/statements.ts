import { and, eq, exists, gt, type SQL } from 'drizzle-orm'
import type { SessionCaller } from '../../auth/caller.ts'
import type { Encrypted } from '../../auth/encrypt.ts'
import { literalRow } from '../../db/literal-row.ts'
import { pendingSignIns, recoveryCodes, totpSecrets, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import type { Config } from '../../http/config.ts'
import { confirmedOf, type TotpSecret } from '../codes/statements.ts'
import { ifWithoutTotp } from '../proof/statements.ts'
import { replaceRecoveryCodes } from '../recovery-codes/statements.ts'
import { deleteTrustedDevices } from '../trusted-devices/statements.ts'
import { setupTtlSeconds } from './limits.ts'

const pendingOf = ({ userId, at }: SessionCaller) =>
  and(eq(totpSecrets.userId, userId), eq(totpSecrets.state, 'pending'), gt(totpSecrets.expiresAt, at))

/** The secret that waits for its first code. */
export const selectPending = (caller: SessionCaller) =>
  statement(build.select().from(totpSecrets).where(pendingOf(caller)))

/** Stores a new secret that waits for its first code, in place of an earlier one that does. */
export const insertPending = ({ userId, at }: SessionCaller, { keyId, text }: Encrypted, onlyIf: SQL) => {
  const expiresAt = new Date(at.getTime() + setupTtlSeconds * 1000)
  const row = {
    userId,
    state: 'pending' as const,
    secret: text,
    keyId,
    createdAt: at,
    lastStep: 0,
    expiresAt,
  }
  const { secret, createdAt } = row
  return statement(
    build
      .insert(totpSecrets)
      .select(
        build
          .select(literalRow(totpSecrets, row))
          .from(users)
          .where(and(eq(users.id, userId), onlyIf)),
      )
      .onConflictDoUpdate({
        target: [totpSecrets.userId, totpSecrets.state],
        set: { secret, keyId, createdAt, expiresAt, lastStep: 0 },
      })
      .returning({ userId: totpSecrets.userId }),
  )
}

/** A condition: this secret is stored in this state. */
const ifStored = ({ userId, secret }: TotpSecret, state: TotpSecret['state']): SQL =>
  exists(
    build
      .select({ userId: totpSecrets.userId })
      .from(totpSecrets)
      .where(
        and(eq(totpSecrets.userId, userId), eq(totpSecrets.state, state), eq(totpSecrets.secret, secret)),
      ),
  )

/** A condition: the secret still waits for its first code. */
const ifPending = (pending: TotpSecret): SQL => ifStored(pending, 'pending')

interface Confirming {
  step: number
  /** Of the new recovery codes. */
  digests: string[]
  userAgent: string
  config: Pick<Config, 'mail'>
  onlyIf: SQL
}

/**
 * Confirms a secret by its first code, and ends the earlier secret, the recovery codes and the trusted devices.
 * @returns `confirmed`: one row if the secret was waiting and `onlyIf` held
 */
export const confirmation = (
  { at }: SessionCaller,
  pending: TotpSecret,
  { step, digests, userAgent, config, onlyIf }: Confirming,
) => {
  const { userId, secret } = pending
  const ifConfirmed = ifStored(pending, 'confirmed')
  return {
    earlierEnded: statement(
      build.delete(totpSecrets).where(and(confirmedOf(userId), ifPending(pending), onlyIf)),
    ),
    confirmed: statement(
      build
        .update(totpSecrets)
        .set({ state: 'confirmed', lastStep: step, createdAt: at, expiresAt: null })
        .where(
          and(
            eq(totpSecrets.userId, userId),
            eq(totpSecrets.state, 'pending'),
            eq(totpSecrets.secret, secret),
            onlyIf,
          ),
        )
        .returning({ userId: totpSecrets.userId }),
    ),
    told: recordEvent({ userId, kind: 'totp_added', userAgent, at }),
    ...noticeStatements(config, { userId, kind: 'totp_added', at }),
    ...replaceRecoveryCodes(userId, digests, at, ifConfirmed),
    trustEnded: deleteTrustedDevices(userId, ifConfirmed),
  }
}

/**
 * Removes TOTP, then all that belongs to it. The first statement decides: a proof by a code refers to rows that the
 * others delete.
 * @returns `removed`: one row if the user had TOTP and `onlyIf` held
 */
export const removal = (
  { userId, at }: SessionCaller,
  { userAgent, config }: Pick<Confirming, 'userAgent' | 'config'>,
  onlyIf: SQL,
) => {
  const ifRemoved = ifWithoutTotp(userId)
  const rowsOf = (table: typeof recoveryCodes | typeof pendingSignIns) =>
    statement(build.delete(table).where(and(eq(table.userId, userId), ifRemoved)))
  return {
    removed: statement(
      build
        .delete(totpSecrets)
        .where(and(confirmedOf(userId), onlyIf))
        .returning({ userId: totpSecrets.userId }),
    ),
    told: recordEvent({ userId, kind: 'totp_removed', userAgent, at }),
    ...noticeStatements(config, { userId, kind: 'totp_removed', at }),
    codesEnded: rowsOf(recoveryCodes),
    signInsEnded: rowsOf(pendingSignIns),
    trustEnded: deleteTrustedDevices(userId, ifRemoved),
  }
}
