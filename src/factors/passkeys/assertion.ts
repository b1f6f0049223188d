import * as z from 'zod'
import type { Config } from '../../http/config.ts'
import { wholeNumber } from '../../http/fields.ts'
import { readChallenge } from './client-data.ts'
import { base64urlText } from './fields.ts'
import { orUndefined } from './invalid.ts'
import { relyingParty } from './relying-party.ts'
import type { Passkey } from './statements.ts'

/** `PublicKeyCredential.toJSON()` of an assertion (WebAuthn level 3, section 5.1.6). */
export const assertionInput = z
  .strictObject({
    id: base64urlText(1400).describe('The id of the credential, base64url.'),
    rawId: base64urlText(1400).describe('The same id.'),
    type: z.literal('public-key').describe('The type of the credential.'),
    authenticatorAttachment: z.string().max(50).nullish().describe('Whether it is part of the device.'),
    clientExtensionResults: z
      .record(z.string().max(100), z.unknown())
      .optional()
      .describe('The results of extensions, which are not used.'),
    response: z
      .strictObject({
        clientDataJSON: base64urlText(4000).describe(
          'The challenge and the origin, as the browser saw them.',
        ),
        authenticatorData: base64urlText(4000).describe('The data that the authenticator signed.'),
        signature: base64urlText(1400).describe('The signature over both.'),
        userHandle: base64urlText(100).nullish().describe('The owner, as the authenticator stored it.'),
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
    timeout: wholeNumber(0, 3_600_000).describe('Milliseconds.'),
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
  config: Config,
  challenge: string,
  ttlSeconds: number,
  allowed: readonly Pick<Passkey, 'credentialId' | 'transports'>[],
): z.output<typeof requestOptions> => ({
  challenge,
  rpId: relyingParty(config).id,
  timeout: ttlSeconds * 1000,
  userVerification: 'required',
  allowCredentials: allowed.map(({ credentialId, transports }) => ({
    id: credentialId,
    type: 'public-key',
    transports,
  })),
})

/** @returns the challenge that an assertion is of; undefined for a malformed one. Only `verifyAssertion` checks it. */
export const challengeOf = ({ response }: { response: { clientDataJSON: string } }): string | undefined =>
  orUndefined(() => readChallenge(response.clientDataJSON))
