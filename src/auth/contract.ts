import * as z from 'zod'
import { contract } from '../http/contract.ts'

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

export const publicKeysContract = contract({
  id: 'readKeys',
  summary: 'Read the public keys',
  description: 'A JWKS (RFC 7517), without the envelope: with it any service can verify our access tokens.',
  tag: 'Service',
  responses: {
    200: {
      message: 'The keys.',
      content: { 'application/jwk-set+json': keySet },
      headers: ['Cache-Control'],
    },
  },
})
