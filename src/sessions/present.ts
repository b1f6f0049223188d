import type * as z from 'zod'
import type { TrustedDevice } from '../factors/trusted-devices/statements.ts'
import { deviceName } from '../http/device-name.ts'
import type { presentedSession } from './schema.ts'
import type { Session } from './statements.ts'

type Presented = z.output<typeof presentedSession>

const untilOf = (device: TrustedDevice | undefined) =>
  device && { trusted_until: device.expiresAt.toISOString() }

/** A session in a response. A new column stays private until it is named here. */
const presentSession = (
  session: Session,
  trusted: TrustedDevice | undefined,
  currentId: string,
): Presented => ({
  id: session.id,
  created_at: session.createdAt.toISOString(),
  last_used_at: session.rotatedAt.toISOString(),
  user_agent: session.userAgent,
  device: deviceName(session.userAgent),
  current: session.id === currentId,
  ...(session.boundKey !== null && { bound: true }),
  ...untilOf(trusted),
})

/** A trusted device that is signed out: its owner must see it, and can end the trust. */
const presentTrusted = (device: TrustedDevice): Presented => ({
  id: device.id,
  created_at: device.createdAt.toISOString(),
  last_used_at: device.createdAt.toISOString(),
  user_agent: device.userAgent,
  device: deviceName(device.userAgent),
  current: false,
  ...untilOf(device),
  signed_in: false,
})

/** The sessions of a user, each with the trust in its device, then the trusted devices without a session. */
export const presentSessions = (
  sessions: readonly Session[],
  trusted: readonly TrustedDevice[],
  currentId: string,
): Presented[] => {
  const byId = new Map(trusted.map((device) => [device.id, device]))
  const used = new Set(sessions.map(({ trustedDeviceId }) => trustedDeviceId))
  return [
    ...sessions.map((one) => presentSession(one, byId.get(one.trustedDeviceId ?? ''), currentId)),
    ...trusted.filter(({ id }) => !used.has(id)).map(presentTrusted),
  ]
}
