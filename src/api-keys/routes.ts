import { asCaller } from '../auth/live-caller.ts'
import { requireUser } from '../auth/require-user.ts'
import { noticeStatements } from '../events/notices.ts'
import { recordEvent } from '../events/statements.ts'
import { confirmProof } from '../factors/proof/confirm.ts'
import { withProof } from '../factors/proof/proven.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { deliverMails } from '../mail/deliver.ts'
import { apiKeyListContract, apiKeyRevocationContract, newApiKeyContract } from './contract.ts'
import { newKey } from './make.ts'
import { apiKeyParameters, newApiKeyInput, presentApiKey, presentNewApiKey } from './schema.ts'
import { insertApiKey, revocation, selectApiKeys } from './statements.ts'

const validId = validate('param', apiKeyParameters, 'api_key_not_found')

export const apiKeys = factory
  .createApp()

  .post('/api-keys', newApiKeyContract, requireUser, validateBody({ json: newApiKeyInput }), async (c) => {
    const { requestId, config, caller } = c.var
    const { userId, at } = caller
    const { name, scopes, expires_in_days: days, proof } = c.req.valid('json')
    const proven = await confirmProof(c, proof, { action: 'make_api_key' })
    const { key, row } = await newKey({ userId, name, scopes, days }, at)
    const details = { name, scopes: scopes.join(' ') }
    const event = { userId, kind: 'api_key_added' as const, details, userAgent: readUserAgent(c), at }
    const { made } = await withProof(c, proven, {
      made: insertApiKey(row, proven.ifProven),
      told: recordEvent(event),
      ...noticeStatements(config, event),
    })
    if (!made[0]) throw new ApiError('too_many_api_keys')
    logEvent('info', 'api_key_added', {
      requestId,
      userId,
      sessionId: caller.sessionId,
      keyId: row.id,
      scopes,
    })
    return c.var.respond(201, presentNewApiKey(row, key))
  })

  .get('/api-keys', apiKeyListContract, requireUser, async (c) => {
    const { own } = await asCaller(c.var, { own: selectApiKeys(c.var.caller) })
    return c.var.respond(200, own.map(presentApiKey), null)
  })

  .delete('/api-keys/:id', apiKeyRevocationContract, requireUser, validId, async (c) => {
    const { requestId, config, caller } = c.var
    const { userId, sessionId, at } = caller
    const { own } = await asCaller(c.var, { own: selectApiKeys(caller) })
    const key = own.find(({ id }) => id === c.req.valid('param').id)
    if (!key) throw new ApiError('api_key_not_found')
    const { revoked } = await asCaller(c.var, {
      ...revocation(caller, key, readUserAgent(c)),
      ...noticeStatements(config, { userId, kind: 'api_key_removed', at }),
    })
    if (revoked.length === 0) throw new ApiError('api_key_not_found')
    logEvent('info', 'api_key_removed', { requestId, userId, sessionId, keyId: key.id })
    deliverMails(c)
    return c.var.respond(204)
  })
