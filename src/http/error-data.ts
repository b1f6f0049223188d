import * as z from 'zod'
import { wholeNumber } from './fields.ts'

/** The ways to complete a sign-in. */
const mfaMethods = ['totp', 'recovery_code', 'passkey'] as const
export type MfaMethod = (typeof mfaMethods)[number]

/** The kinds of a complete proof: each one alone is enough. */
export const proofMethods = ['password', 'password_and_code', 'passkey'] as const
export type ProofMethod = (typeof proofMethods)[number]

/** An example of the `data` of each code that has some. */
export const exampleErrorData = {
  mfa_required: {
    mfa_token: `bpmfa_${'A'.repeat(44)}`,
    expires_in: 600,
    methods: ['totp', 'recovery_code'],
  },
  step_up_required: { methods: ['password_and_code', 'passkey'] },
}

/** The `data` of error responses, by their code. For all other codes it is null. */
export const errorData = {
  mfa_required: z
    .object({
      mfa_token: z
        .string()
        .max(256)
        .regex(/^bpmfa_[\w-]+$/)
        .describe('For `POST /users/login/mfa`.'),
      expires_in: wholeNumber(0, 3600).describe('The lifetime of the token, in seconds.'),
      methods: z
        .array(z.enum(mfaMethods))
        .max(mfaMethods.length)
        .describe('The ways to complete the sign-in.'),
    })
    .meta({
      id: 'MfaRequired',
      description: 'The password is right; the second factor is missing.',
      examples: [exampleErrorData.mfa_required],
    }),
  step_up_required: z
    .object({
      methods: z
        .array(z.enum(proofMethods))
        .max(proofMethods.length)
        .describe('The kinds of proof, each one enough: `password_and_code` is both of them in one proof.'),
    })
    .meta({
      id: 'StepUpRequired',
      description: 'The ways to prove the change.',
      examples: [exampleErrorData.step_up_required],
    }),
}

export type ErrorData = {
  [Code in keyof typeof errorData]: z.output<(typeof errorData)[Code]>
}[keyof typeof errorData]
