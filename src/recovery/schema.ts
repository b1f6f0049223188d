import * as z from 'zod'
import { proofInput } from '../factors/proof/schema.ts'
import { text } from '../http/text.ts'
import { email, newPassword } from '../users/schema.ts'

const token = text({ min: 1, max: 256 }).meta({
  description: 'The token of the link in a mail.',
  examples: ['A'.repeat(64)],
})

export const verificationInput = z.strictObject({ token })
export const emailChangeInput = z.strictObject({ email, proof: proofInput.optional() })
export const forgottenInput = z.strictObject({ email })
export const resetInput = z.strictObject({ token, new_password: newPassword })
