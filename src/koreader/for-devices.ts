import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import type { AppEnv } from '../http/env.ts'
import { type ErrorCode, errors } from '../http/errors.ts'
import { marked } from '../http/marks.ts'
import { readsQuery } from '../http/query.ts'

/** The numbers of KOReader's own server. */
const numbers: Partial<Record<ErrorCode, number>> = {
  service_unavailable: 1000,
  invalid_device_key: 2001,
  no_device_registration: 2005,
}
const invalidRequest = 2003
const unknownError = 2000

const isErrorCode = (code: string): code is ErrorCode => code in errors

const numberOf = (code: string): number => {
  if (!isErrorCode(code)) return unknownError
  return numbers[code] ?? (errors[code][0] < 500 ? invalidRequest : unknownError)
}

/**
 * Stands on each route line of devices. KOReader expects errors as `{code, message}` with a number, so they have both
 * beside the members that all errors have. Forks of KOReader send parameters of their own, which are ignored.
 */
export const forDevices = marked(
  readsQuery(
    createMiddleware<AppEnv>((c, next) => {
      c.set('numberOfError', numberOf)
      return next()
    }),
  ),
  { inputs: [{ target: 'query', schema: z.looseObject({}) }] },
)
