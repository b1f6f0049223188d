import * as z from 'zod'

/** Bytes as base64url, in a request. Their exact form is checked where they are decoded. */
export const base64urlText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)

/** The members of `PublicKeyCredential.toJSON()` that a new credential and an assertion share. */
export const credentialFields = {
  id: base64urlText(1400).describe('The id of the credential, base64url.'),
  rawId: base64urlText(1400).describe('The same id.'),
  type: z.literal('public-key').describe('The type of the credential.'),
  authenticatorAttachment: z.string().max(50).nullish().describe('Whether it is part of the device.'),
  clientExtensionResults: z
    .record(z.string().max(100), z.unknown())
    .optional()
    .describe('The results of extensions, which are not used.'),
}

export const clientDataJSON = base64urlText(4000).describe(
  'The challenge and the origin, as the browser saw them.',
)

/** `PublicKeyCredentialDescriptorJSON` (WebAuthn level 3, section 5.8.3). */
export const credentialDescriptor = z.object({
  id: z.string().max(1400).describe('The id of the credential, base64url.'),
  type: z.literal('public-key').describe('The type of the credential.'),
  transports: z.array(z.string().max(50)).max(20).describe('The ways to reach the authenticator.'),
})
