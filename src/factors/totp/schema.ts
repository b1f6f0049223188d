import * as z from 'zod'
import { codeInput } from '../codes/schema.ts'
import { proofInput } from '../proof/schema.ts'
import { codeCharacters, codesPerUser } from '../recovery-codes/recovery-codes.ts'

export const provenInput = z.strictObject({ proof: proofInput.optional() })
export const confirmationInput = z.strictObject({ code: codeInput })

export const totpSetup = z
  .object({
    secret: z
      .string()
      .max(64)
      .regex(/^[A-Z2-7]+$/)
      .describe('The secret in base 32, to type it into an app.'),
    otpauth_uri: z.string().max(1000).describe('The same as an address, for an app on this device.'),
    qr_svg: z.string().max(40_000).describe('The address as a QR code, for an app on another device.'),
  })
  .meta({
    id: 'TotpSetup',
    examples: [
      {
        secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
        otpauth_uri:
          'otpauth://totp/Bookplate:mary%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bookplate',
        qr_svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
      },
    ],
  })

export const recoveryCodesMade = z
  .object({
    recovery_codes: z
      .array(
        z
          .string()
          .max(2 * codeCharacters)
          .regex(/^[0-9A-Z-]+$/),
      )
      .max(codesPerUser)
      .describe('Each one signs in once, in place of the app. They are shown only here.'),
  })
  .meta({ id: 'RecoveryCodes', examples: [{ recovery_codes: ['4F7K-9QWE-01AB-CDEF'] }] })
