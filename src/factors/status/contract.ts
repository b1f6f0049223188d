import * as z from 'zod'
import { contract } from '../../http/contract.ts'
import { count, instant } from '../../http/fields.ts'
import { codesPerUser } from '../recovery-codes/recovery-codes.ts'

const factors = z
  .object({
    password: z.boolean().describe('Whether the account has a password.'),
    totp: z
      .object({ created_at: instant.describe('When the app was confirmed.') })
      .nullable()
      .describe('The authenticator app; null without one.'),
    recovery_codes: count(codesPerUser).describe('The number of recovery codes that are not used yet.'),
  })
  .meta({
    id: 'SecondFactors',
    examples: [{ password: true, totp: { created_at: '2026-11-22T08:00:00.000Z' }, recovery_codes: 10 }],
  })

export const factorsContract = contract({
  id: 'readFactors',
  summary: 'Read your second factors',
  tag: 'Second factors',
  responses: { 200: { message: 'Your second factors.', data: factors } },
})
