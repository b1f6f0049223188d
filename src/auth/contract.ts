import * as z from 'zod'
import { describe } from '../http/marks.ts'

const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url().length(43),
  kid: z.string().max(200),
  use: z.literal('sig'),
  alg: z.literal('EdDSA'),
})

const keySet = z.object({ keys: z.array(publicKey).max(100) }).meta({
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

export const publishesKeys = describe({
  id: 'readKeys',
  summary: 'Read the public keys',
  description: 'For whoever wants to verify our access tokens: a JWKS (RFC 7517), without the envelope.',
  tag: 'Service',
  answers: { 200: { message: 'The keys.', content: { 'application/jwk-set+json': keySet } } },
})
