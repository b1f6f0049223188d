import { and, desc, eq, exists, gt, notInArray, type SQL } from 'drizzle-orm'
import { literalRow } from '../../db/literal-row.ts'
import { trustedDevices, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { maxTrustedDevicesPerUser } from './limits.ts'

export type TrustedDevice = typeof trustedDevices.$inferSelect

/** Trusts a device, if `onlyIf` holds. */
export const insertTrustedDevice = (device: TrustedDevice, onlyIf: SQL) =>
  statement(
    build
      .insert(trustedDevices)
      .select(
        build
          .select(literalRow(trustedDevices, device))
          .from(users)
          .where(and(eq(users.id, device.userId), onlyIf)),
      )
      .returning({ id: trustedDevices.id }),
  )

/** Ends the trust in the devices of a user beyond the newest. `keep` counts as the newest of all. */
export const deleteOldestTrustedDevices = (userId: string, keep: string, onlyIf: SQL) => {
  const newest = build
    .select({ id: trustedDevices.id })
    .from(trustedDevices)
    .where(eq(trustedDevices.userId, userId))
    .orderBy(desc(eq(trustedDevices.id, keep)), desc(trustedDevices.createdAt))
    .limit(maxTrustedDevicesPerUser)
  return statement(
    build
      .delete(trustedDevices)
      .where(and(eq(trustedDevices.userId, userId), notInArray(trustedDevices.id, newest), onlyIf)),
  )
}

const isTrusted = (now: Date) => gt(trustedDevices.expiresAt, now)

/** A condition: the device is still trusted. */
export const ifTrusted = (id: string, now: Date): SQL =>
  exists(
    build
      .select({ id: trustedDevices.id })
      .from(trustedDevices)
      .where(and(eq(trustedDevices.id, id), isTrusted(now))),
  )

/** The devices that need no second factor now. */
export const selectTrustedDevices = (userId: string, now: Date) =>
  statement(
    build
      .select()
      .from(trustedDevices)
      .where(and(eq(trustedDevices.userId, userId), isTrusted(now))),
  )

/** Ends the trust in all devices of a user. */
export const deleteTrustedDevices = (userId: string, onlyIf: SQL) =>
  statement(
    build
      .delete(trustedDevices)
      .where(and(eq(trustedDevices.userId, userId), onlyIf))
      .returning({ id: trustedDevices.id }),
  )
