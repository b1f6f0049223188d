import * as z from 'zod'
import type { Config } from '../../http/config.ts'
import { wholeNumber } from '../../http/fields.ts'
import { algorithms } from './cose-key.ts'
import { base64urlText, clientDataJSON, credentialDescriptor, credentialFields } from './fields.ts'
import { maxPasskeysPerUser } from './limits.ts'
import { relyingParty } from './relying-party.ts'
import type { Passkey } from './statements.ts'
import { userHandle } from './user-handle.ts'

const transport = z
  .string()
  .max(50)
  .regex(/^[a-z-]+$/)

/** `PublicKeyCredential.toJSON()` of a new credential (WebAuthn level 3, section 5.1.5). */
export const registrationInput = z
  .strictObject({
    ...credentialFields,
    response: z
      .strictObject({
        clientDataJSON,
        attestationObject: base64urlText(20_000).describe('The public key, in CBOR.'),
        transports: z.array(transport).max(10).optional().describe('The ways to reach the authenticator.'),
        authenticatorData: base64urlText(20_000).optional().describe('A copy, which is not used.'),
        publicKey: base64urlText(4000).nullish().describe('A copy, which is not used.'),
        publicKeyAlgorithm: wholeNumber(-0x80000000, 0x7fffffff)
          .optional()
          .describe('A copy, which is not used.'),
      })
      .describe('The response of the authenticator.'),
  })
  .meta({
    id: 'PasskeyRegistration',
    description: 'The response of `navigator.credentials.create()`, as JSON.',
  })

export type Registration = z.output<typeof registrationInput>

/** `PublicKeyCredentialCreationOptionsJSON` (WebAuthn level 3, section 5.1.9). */
export const creationOptions = z
  .object({
    challenge: z.string().max(100).describe('Random bytes, base64url.'),
    rp: z
      .object({
        id: z.string().max(253).describe('The domain that the passkey belongs to.'),
        name: z.string().max(100).describe('The name of the service.'),
      })
      .describe('The service.'),
    user: z
      .object({
        id: z.string().max(100).describe('The id of the user, base64url.'),
        name: z.string().max(254).describe('The email.'),
        displayName: z.string().max(200).describe('The name of the user.'),
      })
      .describe('The owner of the passkey.'),
    pubKeyCredParams: z
      .array(
        z.object({
          type: z.literal('public-key').describe('The type of the credential.'),
          alg: wholeNumber(-0x80000000, 0x7fffffff).describe('A COSE algorithm.'),
        }),
      )
      .max(10)
      .describe('The accepted algorithms, best first.'),
    timeout: wholeNumber(0, 3_600_000).describe('Milliseconds.'),
    attestation: z.literal('none').describe('The model of the authenticator is not proved.'),
    authenticatorSelection: z
      .object({
        residentKey: z.literal('required').describe('The passkey is discoverable.'),
        requireResidentKey: z.literal(true).describe('The same, for older browsers.'),
        userVerification: z.enum(['required', 'preferred']).describe('A PIN or a biometric is needed.'),
      })
      .describe('The authenticators to choose from.'),
    excludeCredentials: z
      .array(credentialDescriptor)
      .max(maxPasskeysPerUser)
      .describe('The passkeys that the user has already.'),
  })
  .meta({ id: 'PasskeyCreationOptions' })

interface NewPasskey {
  challenge: string
  ttlSeconds: number
  user: { id: string; email: string; name: string }
  existing: readonly Pick<Passkey, 'credentialId' | 'transports'>[]
  /** Whether the browser creates the passkey without asking: then it cannot verify the user. */
  isAutomatic: boolean
}

export const makeCreationOptions = (
  config: Config,
  { challenge, ttlSeconds, user, existing, isAutomatic }: NewPasskey,
): z.output<typeof creationOptions> => {
  const { id, name } = relyingParty(config)
  return {
    challenge,
    rp: { id, name },
    user: { id: userHandle(user.id), name: user.email, displayName: user.name },
    pubKeyCredParams: Object.values(algorithms).map((alg) => ({ type: 'public-key', alg })),
    timeout: ttlSeconds * 1000,
    attestation: 'none',
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: isAutomatic ? 'preferred' : 'required',
    },
    excludeCredentials: existing
      .slice(0, maxPasskeysPerUser)
      .map(({ credentialId, transports }) => ({ id: credentialId, type: 'public-key', transports })),
  }
}
