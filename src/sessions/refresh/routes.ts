import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { validateBody } from '../../http/validate-body.ts'
import { deliverMails } from '../../mail/deliver.ts'
import { refreshContract } from '../contract.ts'
import { refreshInput } from '../schema.ts'
import { presentTokens } from '../tokens.ts'
import { readDevice } from './device.ts'
import { readRefreshToken } from './read-refresh-token.ts'
import { refresh } from './refresh.ts'
import { acceptRefreshKey } from './refresh-key.ts'

export const refreshes = factory
  .createApp()

  .post(
    '/refresh',
    refreshContract,
    limitBursts('REFRESH_LIMIT'),
    acceptRefreshKey,
    validateBody({ json: refreshInput, isOptional: true }),
    async (c) => {
      const { transport, claims } = await readRefreshToken(c, c.req.valid('json').refresh_token)
      const now = new Date()
      const sender = {
        keyDigest: c.var.refreshKeyDigest,
        userAgent: readUserAgent(c),
        config: c.var.config,
        device: claims ? await readDevice(c, transport, claims.sessionId, now) : ('unproven' as const),
      }
      const result = claims
        ? await refresh(c.var.db, claims, sender, now)
        : { kind: 'invalid_token' as const }
      switch (result.kind) {
        case 'device_proof_required':
          logEvent('warn', 'device_proof_required', {
            requestId: c.var.requestId,
            userId: result.userId,
            sessionId: claims?.sessionId,
            isCopied: result.isCopied,
          })
          throw new ApiError(result.kind)
        case 'refresh_token_reused':
          deliverMails(c)
          logEvent('warn', 'refresh_token_reused', {
            requestId: c.var.requestId,
            userId: result.userId,
            endedSessionIds: [claims?.sessionId],
          })
          throw new ApiError(result.kind)
        case 'invalid_token':
          throw new ApiError(result.kind)
        case 'refreshed':
          logEvent('info', 'refreshed', {
            requestId: c.var.requestId,
            userId: result.user.id,
            sessionId: result.session.id,
          })
          return c.var.respond(200, await presentTokens(c, transport, result, now))
      }
    },
  )
