import { encrypt } from '../../auth/encrypt.ts'
import { totpKeys } from '../../auth/keys.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { requireUser } from '../../auth/require-user.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { validateBody } from '../../http/validate-body.ts'
import { confirmProof } from '../proof/confirm.ts'
import { withProof } from '../proof/proven.ts'
import { toBase32 } from './base32.ts'
import { confirmTotp } from './confirm-totp.ts'
import { totpConfirmationContract, totpRemovalContract, totpStartContract } from './contract.ts'
import { otpauthUri, qrSvg } from './otpauth.ts'
import { confirmationInput, provenInput } from './schema.ts'
import { insertPending, removal, selectPending } from './statements.ts'
import { secretBytes } from './totp.ts'

const validateProof = validateBody({ json: provenInput, isOptional: true })

export const totp = factory
  .createApp()

  .post('/', totpStartContract, requireUser, validateProof, async (c) => {
    const { caller, config } = c.var
    const proven = await confirmProof(c, c.req.valid('json').proof, { action: 'add_totp' })
    const secret = crypto.getRandomValues(new Uint8Array(secretBytes))
    const encrypted = await encrypt(await totpKeys(config), secret, caller.userId)
    await withProof(c, proven, { stored: insertPending(caller, encrypted, proven.ifProven) })
    const uri = otpauthUri(secret, proven.user.email)
    return c.var.respond(200, { secret: toBase32(secret), otpauth_uri: uri, qr_svg: qrSvg(uri) })
  })

  .post(
    '/confirm',
    totpConfirmationContract,
    requireUser,
    validateBody({ json: confirmationInput }),
    async (c) => {
      const { caller, requestId } = c.var
      const { pending } = await asCaller(c.var, { pending: selectPending(caller) })
      if (!pending[0]) throw new ApiError('totp_not_found')
      const recovery_codes = await confirmTotp(c, pending[0], c.req.valid('json').code)
      logEvent('info', 'totp_added', { requestId, userId: caller.userId })
      return c.var.respond(200, { recovery_codes })
    },
  )

  .delete('/', totpRemovalContract, requireUser, validateProof, async (c) => {
    const { caller, config, requestId } = c.var
    const proven = await confirmProof(c, c.req.valid('json').proof, { action: 'remove_totp' })
    const cause = { userAgent: readUserAgent(c), config }
    const { removed } = await withProof(c, proven, removal(caller, cause, proven.ifProven))
    if (!removed[0]) throw new ApiError('totp_not_found')
    logEvent('info', 'totp_removed', { requestId, userId: caller.userId })
    return c.var.respond(204)
  })
