import * as z from 'zod'
import { count } from '../../http/fields.ts'
import { codesPerUser } from './recovery-codes.ts'

export const testedCode = z.object({
  unused: count(codesPerUser).describe('The number of recovery codes that are not used yet, with this one.'),
})
