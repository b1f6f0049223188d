import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { publicJwks } from './access-tokens.ts'
import { publicKeysContract, relatedOriginsContract, securityTxtContract } from './contract.ts'
import { readJwks } from './jwk-set.ts'
import { jwksMaxAgeSeconds } from './purposes.ts'
import { securityTxt } from './security-txt.ts'

export const wellKnown = factory
  .createApp()

  // RFC 7517 has no envelope, so any JWT library can read it.
  .get('/jwks.json', publicKeysContract, (c) =>
    c.var.respond(200, JSON.stringify(publicJwks(readJwks(c.var.config))), {
      'Content-Type': 'application/jwk-set+json',
      'Cache-Control': `public, max-age=${jwksMaxAgeSeconds}`,
      // The keys are a secret of the deployed version. `npm run keys -- promote` reads since when they are published.
      'Last-Modified': new Date(c.env.CF_VERSION_METADATA.timestamp).toUTCString(),
    }),
  )

  .get('/webauthn', relatedOriginsContract, (c) => {
    const { publicUrl, passkeys } = c.var.config
    if (passkeys.origins.length === 0) throw new ApiError('not_found')
    return c.var.respond(200, JSON.stringify({ origins: [publicUrl, ...passkeys.origins] }), {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=86400',
    })
  })

  .get('/security.txt', securityTxtContract, (c) => {
    const { securityContact, publicUrl } = c.var.config
    if (securityContact === undefined) throw new ApiError('not_found')
    return c.var.respond(200, securityTxt(securityContact, publicUrl, new Date()), {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=86400',
    })
  })
