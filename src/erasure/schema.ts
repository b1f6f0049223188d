import * as z from 'zod'
import { knownPassword } from '../users/schema.ts'

export const deletion = z.strictObject({
  purge: z.enum(['true', 'false']).default('false').describe('Whether to erase everything.'),
})

export const purgeConfirmation = z.strictObject({ password: knownPassword })
