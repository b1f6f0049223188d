import type { MiddlewareHandler } from 'hono'
import { auth as readBasic } from 'hono/utils/basic-auth'
import type * as z from 'zod'
import { hasBody } from '../../http/body.ts'
import type { AppEnv } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { type Mark, marked, markOf, type SecurityScheme } from '../../http/marks.ts'
import { parseInput } from '../../http/validate.ts'
import { validateBody } from '../../http/validate-body.ts'
import { signInInput } from '../schema.ts'

const basic: SecurityScheme = {
  name: 'basic',
  definition: {
    type: 'http',
    scheme: 'basic',
    description: 'Email and password, only to sign in and only over TLS.',
  },
}

const validateJson: MiddlewareHandler = validateBody({ json: signInInput })

type Credentials = { in: { json: z.input<typeof signInInput> }; out: { json: z.output<typeof signInInput> } }

const validateEither: MiddlewareHandler<AppEnv, string, Credentials> = async (c, next) => {
  if (!/^basic\b/i.test(c.req.header('Authorization') ?? '')) return validateJson(c, next)
  if (await hasBody(c)) throw new ApiError('invalid_request')
  const read = readBasic(c.req.raw)
  if (!read) throw new ApiError('invalid_credentials')
  c.req.addValidatedData('json', parseInput(signInInput, { email: read.username, password: read.password }))
  await next()
}

const withOptionalBody = ({ inputs = [], ...mark }: Mark): Mark => ({
  ...mark,
  inputs: inputs.map((input) => ({ ...input, isOptional: true })),
})

/**
 * Email and password from a JSON body, or from `Authorization: Basic` (RFC 7617) without a body. `c.req.valid('json')`
 * has them in both cases.
 * @throws ApiError `invalid_request` for both at once, `invalid_credentials` for an unreadable header, and the errors of
 *   `validateBody`
 */
export const validateCredentials = marked(validateEither, {
  ...withOptionalBody(markOf(validateJson)),
  security: ['none', basic],
})
