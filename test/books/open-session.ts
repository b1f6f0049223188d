import { env } from 'cloudflare:workers'
import type { SessionCaller } from '../../src/auth/caller.ts'

/** @returns a caller with a live session, for statements that are run past the service */
export const openSession = async (userId: string): Promise<SessionCaller> => {
  const sessionId = crypto.randomUUID()
  const insert = env.DB.prepare(
    'insert into sessions (id, user_id, counter, created_at, rotated_at, expires_at, user_agent) values (?, ?, 0, 0, 0, ?, ?)',
  )
  await insert.bind(sessionId, userId, Date.now() + 60_000, 'test').run()
  return { kind: 'session', userId, sessionId, at: new Date() }
}
