import { asCaller } from '../auth/live-caller.ts'
import { requireUser } from '../auth/require-user.ts'
import { confirmProof } from '../factors/proof/confirm.ts'
import { withProof } from '../factors/proof/proven.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validateBody } from '../http/validate-body.ts'
import { webhookChangeContract, webhookContract, webhookRemovalContract } from './contract.ts'
import { presentWebhook, provenInput, webhookInput } from './schema.ts'
import { makeSecret } from './secret.ts'
import { selectWebhook, webhookChange, webhookRemoval } from './statements.ts'
import { problemOfUrl } from './url.ts'

export const webhook = factory
  .createApp()

  .get('/webhook', webhookContract, requireUser, async (c) => {
    const { found } = await asCaller(c.var, { found: selectWebhook(c.var.caller.userId) })
    return c.var.respond(200, found[0] ? presentWebhook(found[0]) : null)
  })

  .put('/webhook', webhookChangeContract, requireUser, validateBody({ json: webhookInput }), async (c) => {
    const { caller, config, requestId } = c.var
    const { url, proof } = c.req.valid('json')
    const message = problemOfUrl(url, config)
    if (message) throw new ApiError('invalid_input', { issues: [{ path: 'url', message }] })
    const proven = await confirmProof(c, proof, { action: 'change_webhook', target: url })
    const { text, encrypted: secret } = await makeSecret(config, caller.userId)
    const cause = { userAgent: readUserAgent(c), config }
    const change = webhookChange(caller, { url, secret }, cause, proven.ifProven)
    const { saved } = await withProof(c, proven, change)
    if (!saved[0]) throw new ApiError('invalid_token')
    logEvent('info', 'webhook_set', { requestId, userId: caller.userId })
    const isNew = saved[0].createdAt.getTime() === caller.at.getTime()
    return c.var.respond(isNew ? 201 : 200, { ...presentWebhook(saved[0]), secret: text })
  })

  .delete(
    '/webhook',
    webhookRemovalContract,
    requireUser,
    validateBody({ json: provenInput, isOptional: true }),
    async (c) => {
      const { caller, config, requestId } = c.var
      const proven = await confirmProof(c, c.req.valid('json').proof, { action: 'change_webhook' })
      const cause = { userAgent: readUserAgent(c), config }
      const { removed } = await withProof(c, proven, webhookRemoval(caller, cause, proven.ifProven))
      if (!removed[0]) throw new ApiError('webhook_not_found')
      logEvent('info', 'webhook_removed', { requestId, userId: caller.userId })
      return c.var.respond(204)
    },
  )
