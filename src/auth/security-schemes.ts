import type { SecurityScheme } from '../http/marks.ts'

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
