import type { SecurityScheme } from '../http/marks.ts'
import type { RouteScope } from './scopes.ts'

export const bearer: SecurityScheme = {
  name: 'bearer',
  definition: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The `access_token` of a sign-in. It is valid for 15 minutes, and never longer than its session. ' +
      'A JWT as RFC8725 advises.',
  },
}

const apiKey = {
  name: 'apiKey',
  definition: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'bpak_…',
    description:
      'An API key of `POST /users/api-keys`, for programs. It must have the scope that the operation names. ' +
      'Random, so RFC8725 does not apply.',
  },
}

/** @returns the scheme of an API key that has a scope */
export const apiKeyWith = (scope: RouteScope): SecurityScheme => ({ ...apiKey, scopes: [scope] })
