import * as z from 'zod'
import { knownPassword } from '../../auth/passwords/schema.ts'
import { purposes } from '../../auth/purposes.ts'
import { proofMethods } from '../../http/error-data.ts'
import { count } from '../../http/fields.ts'
import { text } from '../../http/text.ts'
import { codeInput } from '../codes/schema.ts'
import { assertionInput, requestOptions } from '../passkeys/assertion.ts'
import { actions, maxTargetLength } from './actions.ts'

const passwordProof = z.strictObject({ password: knownPassword, code: codeInput.optional() })
const passkeyProof = z.strictObject({ passkey: assertionInput })

/** A proof of one change: the password, with TOTP set a code besides, or an assertion of a passkey. */
export const proofInput = z.union([passwordProof, passkeyProof]).meta({
  id: 'Proof',
  description: 'Proof that it is you. `POST /users/step-up` has the challenge of a passkey.',
})

export type ProofInput = z.output<typeof proofInput>

export const stepUpInput = z.strictObject({
  action: z.enum(actions).describe('The change to prove.'),
  target: text({ max: maxTargetLength })
    .default('')
    .describe(
      'The thing to change: an id, the new email, or the URL of a webhook. Empty where there is only one.',
    ),
})

export const stepUp = z
  .object({
    options: requestOptions.nullable().describe('For `navigator.credentials.get()`; null without a passkey.'),
    methods: z
      .array(z.enum(proofMethods))
      .max(proofMethods.length)
      .describe('The kinds of proof, each one enough.'),
    expires_in: count(purposes.stepUp.ttlSeconds).describe('The lifetime of the challenge, in seconds.'),
  })
  .meta({
    id: 'StepUp',
    examples: [{ options: null, methods: ['password'], expires_in: 300 }],
  })
