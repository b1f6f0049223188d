import { recordEventOfEmail } from '../../events/statements.ts'
import type { RequestContext } from '../../http/env.ts'
import { logEvent } from '../../http/log.ts'
import { readUserAgent } from '../../http/user-agent.ts'

/**
 * Tells the owner of an email that a sign-in failed. After the response, and with the same statement for an email without
 * an account: otherwise the time of the response would reveal that the email exists.
 */
export const tellOfFailure = (c: RequestContext, email: string, at: Date): void => {
  const { db, requestId } = c.var
  const failed = recordEventOfEmail({ email, kind: 'sign_in_failed', userAgent: readUserAgent(c), at })
  c.executionCtx.waitUntil(
    db.batch({ failed }).catch((cause) => logEvent('warn', 'event_not_recorded', { requestId, cause })),
  )
}
