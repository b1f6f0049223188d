import { asCaller } from '../../auth/live-caller.ts'
import { requireUser } from '../../auth/require-user.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { validate } from '../../http/validate.ts'
import { validateBody } from '../../http/validate-body.ts'
import { confirmProof } from '../proof/confirm.ts'
import { withProof } from '../proof/proven.ts'
import { selectPasskeys } from '../proof/statements.ts'
import { addPasskey } from './add.ts'
import {
  newPasskeyContract,
  passkeyChangeContract,
  passkeyListContract,
  passkeyOptionsContract,
  passkeyRemovalContract,
} from './contract.ts'
import {
  newPasskeyInput,
  passkeyChange,
  passkeyOptionsInput,
  passkeyParameters,
  passkeyRemoval,
  presentPasskey,
} from './schema.ts'
import { startPasskey } from './start.ts'
import { deletePasskey, updatePasskeyName } from './statements.ts'

const validId = validate('param', passkeyParameters, 'passkey_not_found')
// A challenge is a row for five minutes.
const limitChallenges = limitBursts('SIGN_IN_LIMIT', (c) => c.var.limitKey && `passkey:${c.var.limitKey}`)

export const passkeys = factory
  .createApp()

  .post(
    '/passkeys/options',
    passkeyOptionsContract,
    requireUser,
    limitChallenges,
    validateBody({ json: passkeyOptionsInput, isOptional: true }),
    async (c) => c.var.respond(200, await startPasskey(c, c.req.valid('json'))),
  )

  .post(
    '/passkeys',
    newPasskeyContract,
    requireUser,
    limitChallenges,
    validateBody({ json: newPasskeyInput }),
    async (c) => {
      const added = await addPasskey(c, c.req.valid('json'))
      const { userId, sessionId } = c.var.caller
      logEvent('info', 'passkey_added', {
        requestId: c.var.requestId,
        userId,
        sessionId,
        passkeyId: added.id,
      })
      return c.var.respond(201, presentPasskey(added))
    },
  )

  .get('/passkeys', passkeyListContract, requireUser, async (c) => {
    const { own } = await asCaller(c.var, { own: selectPasskeys(c.var.caller.userId) })
    return c.var.respond(200, own.map(presentPasskey), null)
  })

  .patch(
    '/passkeys/:id',
    passkeyChangeContract,
    requireUser,
    validId,
    validateBody({ json: passkeyChange }),
    async (c) => {
      const { userId, at } = c.var.caller
      const { id } = c.req.valid('param')
      const { name, proof } = c.req.valid('json')
      const proven = await confirmProof(c, proof, { action: 'rename_passkey', target: id })
      const event = {
        userId,
        kind: 'passkey_renamed' as const,
        details: { name },
        userAgent: readUserAgent(c),
        at,
      }
      const { changed } = await withProof(c, proven, {
        changed: updatePasskeyName(userId, id, name, proven.ifProven),
        told: recordEvent(event),
      })
      if (!changed[0]) throw new ApiError('passkey_not_found')
      return c.var.respond(200, presentPasskey(changed[0]))
    },
  )

  .delete(
    '/passkeys/:id',
    passkeyRemovalContract,
    requireUser,
    validId,
    validateBody({ json: passkeyRemoval, isOptional: true }),
    async (c) => {
      const { userId, sessionId, at } = c.var.caller
      const { id } = c.req.valid('param')
      const { own } = await asCaller(c.var, { own: selectPasskeys(userId) })
      const passkey = own.find((one) => one.id === id)
      if (!passkey) throw new ApiError('passkey_not_found')
      const proven = await confirmProof(c, c.req.valid('json').proof, {
        action: 'remove_passkey',
        target: id,
      })
      const event = { userId, kind: 'passkey_removed' as const, userAgent: readUserAgent(c), at }
      const { removed, left } = await withProof(c, proven, {
        removed: deletePasskey(userId, id, proven.ifProven),
        told: recordEvent({ ...event, details: { name: passkey.name } }),
        ...noticeStatements(c.var.config, event),
        left: selectPasskeys(userId),
      })
      if (removed.length === 0)
        throw new ApiError(left.some((one) => one.id === id) ? 'last_sign_in_method' : 'passkey_not_found')
      logEvent('info', 'passkey_removed', { requestId: c.var.requestId, userId, sessionId, passkeyId: id })
      return c.var.respond(204)
    },
  )
