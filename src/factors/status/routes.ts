import { asCaller } from '../../auth/live-caller.ts'
import { noPassword } from '../../auth/passwords/hash.ts'
import { requireUser } from '../../auth/require-user.ts'
import { factory } from '../../http/env.ts'
import { selectTotp } from '../codes/statements.ts'
import { selectUser } from '../proof/statements.ts'
import { factorsContract } from './contract.ts'
import { countRecoveryCodes } from './statements.ts'

export const factorStatus = factory
  .createApp()

  .get('/', factorsContract, requireUser, async (c) => {
    const { userId } = c.var.caller
    const { user, totp, unused } = await asCaller(c.var, {
      user: selectUser(userId),
      totp: selectTotp(userId),
      unused: countRecoveryCodes(userId),
    })
    return c.var.respond(200, {
      password: user[0]?.passwordHash !== noPassword,
      totp: totp[0] ? { created_at: totp[0].createdAt.toISOString() } : null,
      recovery_codes: unused[0]?.codes ?? 0,
    })
  })
