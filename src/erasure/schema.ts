import * as z from 'zod'
import { knownPassword } from '../auth/passwords/schema.ts'
import { proofInput } from '../factors/proof/schema.ts'

export const deletion = z.strictObject({
  purge: z.enum(['true', 'false']).default('false').describe('Whether to erase everything.'),
})

/** To disable the account long after the sign-in. */
export const disablingInput = z.strictObject({ proof: proofInput })

export const deletionInput = z.strictObject({
  password: knownPassword.optional().describe('To erase the account. With TOTP set, `proof` is needed.'),
  proof: proofInput.optional(),
})
