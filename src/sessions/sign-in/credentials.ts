import type { MiddlewareHandler } from 'hono'
import { auth as readBasic } from 'hono/utils/basic-auth'
import type * as z from 'zod'
import { hasBody } from '../../http/body.ts'
import type { AppEnv } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { described, fragmentOf } from '../../http/marks.ts'
import { optional, parseInput, validate } from '../../http/validate.ts'
import { signInInput } from '../schema.ts'

const validateJson: MiddlewareHandler = validate('json', signInInput)

type Credentials = { in: { json: z.input<typeof signInInput> }; out: { json: z.output<typeof signInInput> } }

const validateEither: MiddlewareHandler<AppEnv, string, Credentials> = async (c, next) => {
  if (!/^basic\b/i.test(c.req.header('Authorization') ?? '')) return validateJson(c, next)
  if (await hasBody(c)) throw new ApiError('invalid_request')
  const basic = readBasic(c.req.raw)
  if (!basic) throw new ApiError('invalid_credentials')
  c.req.addValidatedData('json', parseInput(signInInput, { email: basic.username, password: basic.password }))
  await next()
}

/**
 * Email and password from a JSON body, or from `Authorization: Basic` (RFC 7617) and no body; `c.req.valid('json')`
 * has them either way.
 * @throws ApiError `invalid_request` for both at once, `invalid_credentials` for a header that cannot be read, and
 *   what `validate` throws
 */
export const validateCredentials = described(validateEither, {
  ...optional(fragmentOf(validateJson)),
  security: ['none', 'basic'],
})
