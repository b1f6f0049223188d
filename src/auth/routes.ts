import { factory } from '../http/env.ts'
import { publicJwks } from './access-tokens.ts'
import { publicKeysContract } from './contract.ts'
import { readJwks } from './jwk-set.ts'
import { jwksMaxAgeSeconds } from './purposes.ts'

export const wellKnown = factory
  .createApp()

  // RFC 7517 has no envelope, so any JWT library can read it.
  .get('/jwks.json', publicKeysContract, (c) =>
    c.var.respond(200, JSON.stringify(publicJwks(readJwks(c.var.config))), {
      'Content-Type': 'application/jwk-set+json',
      'Cache-Control': `public, max-age=${jwksMaxAgeSeconds}`,
    }),
  )
