import { validateCredentials } from '../auth/credentials.ts'
import { signIn } from '../auth/sign-in.ts'
import { factory } from '../http/env.ts'
import { ok } from '../http/envelope.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { issueTokens } from './tokens.ts'
import { readUserAgent } from './user-agent.ts'

export const sessions = factory
  .createApp()

  .post('/login', validateCredentials, async (c) => {
    const { db, config, requestId } = c.var
    const now = new Date()
    const attempt = { ...c.req.valid('json'), userAgent: readUserAgent(c) }
    const result = await signIn(db, attempt, config.passwordHashCalls, now)
    switch (result.kind) {
      case 'invalid_credentials':
      case 'account_disabled':
        throw new ApiError(result.kind)
      case 'signed_in': {
        const { user, session } = result
        logEvent('info', 'signed_in', { requestId, userId: user.id, sessionId: session.id })
        return ok(c, 'Signed in.', await issueTokens(config, user, session, now))
      }
    }
  })
