import { recordEvent } from '../events/statements.ts'
import type { RequestContext } from '../http/env.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { mailCountKeyOf } from '../mail/counts.ts'
import { deliverMails } from '../mail/deliver.ts'
import { mailStatements } from '../mail/outbox.ts'
import { selectUserByEmail } from '../users/statements.ts'
import { ifCanReset } from './statements.ts'

/** No account has this id. */
const noAccount = { id: '', passwordVersion: 0 }

/**
 * Sends the link that resets a password. It runs after the response, and takes as many D1 round trips and statements for an
 * email without an account: neither the response nor the load tells that an email has one.
 */
export const sendResetLink = async (c: RequestContext, email: string, at: Date): Promise<void> => {
  const { db, config } = c.var
  const { found } = await db.batch({ found: selectUserByEmail(email) })
  const { id: userId, passwordVersion } = found[0] ?? noAccount
  const onlyIf = ifCanReset({ id: userId, passwordVersion })
  const countKey = await mailCountKeyOf(config, email, 'resets')
  const mail = {
    userId,
    to: email,
    template: 'reset_password' as const,
    link: { passwordVersion },
    countKey,
    at,
  }
  const event = { userId, kind: 'password_reset_requested' as const, userAgent: readUserAgent(c), at }
  await db.batch({ told: recordEvent(event, onlyIf), ...mailStatements(config, mail, onlyIf) })
  deliverMails(c)
}
