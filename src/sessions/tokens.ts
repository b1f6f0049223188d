import { signAccessToken } from '../auth/access-tokens.ts'
import { refreshTokenKey, tokenKeys, tokenRealm } from '../auth/keys.ts'
import { accessTokenTtlSeconds } from '../auth/purposes.ts'
import type { Config } from '../http/config.ts'
import type { User } from '../users/statements.ts'
import { presentUser } from '../users/schema.ts'
import type { Session } from './statements.ts'
import { sealRefreshToken } from './refresh/refresh-tokens.ts'

/** The tokens of a session as it stands: an access token made now, and the refresh token of its counter. */
export const issueTokens = async (config: Config, user: User, session: Session, now: Date) => ({
  access_token: await signAccessToken(
    await tokenKeys(config),
    tokenRealm(config),
    { userId: user.id, sessionId: session.id },
    now,
  ),
  token_type: 'Bearer' as const,
  expires_in: accessTokenTtlSeconds,
  refresh_token: await sealRefreshToken(await refreshTokenKey(config), {
    sessionId: session.id,
    counter: session.counter,
  }),
  refresh_expires_in: Math.floor((session.expiresAt.getTime() - now.getTime()) / 1000),
  user: presentUser(user),
})
