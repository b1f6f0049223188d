import * as z from 'zod'
import { purposes } from '../../auth/purposes.ts'
import { assertionInput, requestOptions } from '../../factors/passkeys/assertion.ts'
import { count } from '../../http/fields.ts'
import { transport } from '../schema.ts'

export const passkeySignInInput = z.strictObject({ passkey: assertionInput, transport })

export const passkeyRequest = z.object({
  options: requestOptions,
  expires_in: count(purposes.passkeyChallenge.ttlSeconds).describe(
    'The lifetime of the challenge, in seconds.',
  ),
})
