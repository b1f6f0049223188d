import * as z from 'zod'
import { text } from '../http/text.ts'
import { credentials } from '../users/schema.ts'
import { deviceName } from './device-name.ts'
import type { Session } from './queries.ts'

const refreshToken = text({ min: 1, max: 256 })

export const signInInput = credentials.extend({
  /** Where the refresh token goes: into the answer, or into a cookie that scripts cannot read. */
  transport: z.enum(['body', 'cookie']).default('body'),
  /** Of a session on this device, which shows that it signed in before. */
  refresh_token: refreshToken.optional(),
})

export const refreshInput = z.strictObject({ refresh_token: refreshToken.optional() })
export const sessionParameters = z.object({ id: z.uuid().toLowerCase() })

/** What a session looks like from outside. */
export const presentSession = (session: Session, currentId: string) => ({
  id: session.id,
  created_at: session.createdAt.toISOString(),
  last_used_at: session.rotatedAt.toISOString(),
  user_agent: session.userAgent,
  device: deviceName(session.userAgent),
  current: session.id === currentId,
})
