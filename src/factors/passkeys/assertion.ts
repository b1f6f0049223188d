import * as z from 'zod'
import type { Config } from '../../http/config.ts'
import { wholeNumber } from '../../http/fields.ts'
import { readChallenge } from './client-data.ts'
import { base64urlText, clientDataJSON, credentialDescriptor, credentialFields } from './fields.ts'
import { orUndefined } from './invalid.ts'
import { relyingParty } from './relying-party.ts'
import type { Passkey } from './statements.ts'

/** `PublicKeyCredential.toJSON()` of an assertion (WebAuthn level 3, section 5.1.6). */
export const assertionInput = z
  .strictObject({
    ...credentialFields,
    response: z
      .strictObject({
        clientDataJSON,
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
      .array(credentialDescriptor)
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
