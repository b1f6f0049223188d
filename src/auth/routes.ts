import { factory } from '../http/env.ts'
import { publicJwks } from './access-tokens.ts'
import { publishesKeys } from './contract.ts'
import { jwksMaxAgeSeconds } from './purposes.ts'

export const wellKnown = factory
  .createApp()

  // RFC 7517, so without the envelope: any JWT library reads it as it is.
  .get('/jwks.json', publishesKeys, (c) => {
    c.header('Cache-Control', `public, max-age=${jwksMaxAgeSeconds}`)
    return c.json(publicJwks(c.var.config.jwtKeys), 200, { 'Content-Type': 'application/jwk-set+json' })
  })
