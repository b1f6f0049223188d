import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { requireUser } from '../../auth/require-user.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import { factory } from '../../http/env.ts'
import { logEvent } from '../../http/log.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { deliverMails } from '../../mail/deliver.ts'
import { removalContract, removalStopContract } from './contract.ts'
import { presentRemoval } from './schema.ts'
import { deleteRemoval, selectRemoval } from './statements.ts'

export const factorRemoval = factory
  .createApp()

  .get('/factor-removal', removalContract, requireUser, async (c) => {
    const { found } = await asCaller(c.var, { found: selectRemoval(c.var.caller.userId) })
    return c.var.respond(200, found[0] ? presentRemoval(found[0]) : null)
  })

  .delete('/factor-removal', removalStopContract, requireUser, async (c) => {
    const { caller, config, requestId } = c.var
    const { userId, at } = caller
    const event = { userId, kind: 'factor_removal_stopped' as const, userAgent: readUserAgent(c), at }
    const { stopped } = await asCaller(c.var, {
      stopped: deleteRemoval(userId, ifCallerIsLive(caller)),
      told: recordEvent(event),
      ...noticeStatements(config, event),
    })
    if (stopped.length > 0) logEvent('info', 'factor_removal_stopped', { requestId, userId })
    deliverMails(c)
    return c.var.respond(204)
  })
