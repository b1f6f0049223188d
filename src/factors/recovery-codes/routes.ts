import { requireUser } from '../../auth/require-user.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { logEvent } from '../../http/log.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { validateBody } from '../../http/validate-body.ts'
import { secretOf } from '../codes/check-code.ts'
import { confirmProof } from '../proof/confirm.ts'
import { withProof } from '../proof/proven.ts'
import { confirmationInput, provenInput } from '../totp/schema.ts'
import { recoveryCodesContract, recoveryCodeTestContract } from './contract.ts'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts'
import { replaceRecoveryCodes } from './statements.ts'
import { testRecoveryCode } from './test-code.ts'

export const recoveryCodes = factory
  .createApp()

  .post(
    '/',
    recoveryCodesContract,
    requireUser,
    validateBody({ json: provenInput, isOptional: true }),
    async (c) => {
      const { caller, config, requestId } = c.var
      const { userId, at } = caller
      const proven = await confirmProof(c, c.req.valid('json').proof, { action: 'make_recovery_codes' })
      if (!proven.totp) throw new ApiError('totp_not_found')
      const secret = await secretOf(config, proven.totp)
      const recovery_codes = newRecoveryCodes()
      const digests = await Promise.all(recovery_codes.map((code) => recoveryDigest(secret, userId, code)))
      const { made, earlierCodesEnded } = replaceRecoveryCodes(userId, digests, at, proven.ifProven)
      const event = { userId, kind: 'recovery_codes_made' as const, userAgent: readUserAgent(c), at }
      const told = { told: recordEvent(event), ...noticeStatements(config, event) }
      await withProof(c, proven, { made, ...told, earlierCodesEnded })
      logEvent('info', 'recovery_codes_made', { requestId, userId })
      return c.var.respond(200, { recovery_codes })
    },
  )

  .post(
    '/test',
    recoveryCodeTestContract,
    requireUser,
    validateBody({ json: confirmationInput }),
    async (c) => c.var.respond(200, { unused: await testRecoveryCode(c, c.req.valid('json').code) }),
  )
