import * as z from 'zod'
import { contract } from '../http/contract.ts'

const publicKey = z.object({
  kty: z.literal('OKP').describe('The type of the key (RFC 8037).'),
  crv: z.literal('Ed25519').describe('The curve.'),
  x: z.base64url().length(43).describe('The public key.'),
  kid: z.string().max(200).describe('The id of the key, as in the header of a token.'),
  use: z.literal('sig').describe('The key verifies signatures.'),
  alg: z.literal('EdDSA').describe('The algorithm.'),
})

const keySet = z
  .object({ keys: z.array(publicKey).max(100).describe('The keys; the first one signs.') })
  .meta({
    id: 'JsonWebKeySet',
    examples: [
      {
        keys: [
          {
            kty: 'OKP',
            crv: 'Ed25519',
            // The public key of RFC 8037, appendix A.1.
            x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
            kid: '2026-11-22-1f2e3d4c',
            use: 'sig',
            alg: 'EdDSA',
          },
        ],
      },
    ],
  })

export const publicKeysContract = contract({
  id: 'readKeys',
  summary: 'Read the public keys',
  description: 'A JWKS (RFC 7517), without the envelope: with it any service can verify our access tokens.',
  tag: 'Service',
  responses: {
    200: {
      message: 'The keys.',
      content: { 'application/jwk-set+json': keySet },
      headers: ['Cache-Control', 'Last-Modified'],
    },
  },
})

export const relatedOriginsContract = contract({
  id: 'readRelatedOrigins',
  summary: 'Read the origins that share passkeys',
  description:
    'The origins whose pages may use the passkeys of this domain (WebAuthn level 3, related origins), if the operator has ' +
    'set any (`PASSKEY_ORIGINS`). Browsers read it.',
  tag: 'Service',
  responses: {
    200: {
      message: 'The origins.',
      content: {
        'application/json': z.object({
          origins: z.array(z.string().max(300).describe('An origin.')).max(100).describe('The origins.'),
        }),
      },
      headers: ['Cache-Control'],
    },
  },
  errors: ['not_found'],
})

export const securityTxtContract = contract({
  id: 'readSecurityTxt',
  summary: 'Read how to report a vulnerability',
  description: 'The file of RFC 9116, if the operator has set a contact (`SECURITY_CONTACT`).',
  tag: 'Service',
  responses: {
    200: {
      message: 'The file.',
      content: { 'text/plain': z.string().max(2000).describe('Fields of RFC 9116, one a line.') },
      headers: ['Cache-Control'],
    },
  },
  errors: ['not_found'],
})
