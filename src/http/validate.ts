import { zValidator } from '@hono/zod-validator'
import type { Context, MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import { hasBody, mediaType, readForm, readJson } from './body.ts'
import type { AppEnv } from './env.ts'
import { ApiError, type ErrorCode, errors, type Issue } from './errors.ts'
import { described, type Fragment, fragmentOf, type Target } from './marks.ts'
import { readsQuery } from './query.ts'

// Enough to mend a form by; a body of ten thousand unknown fields gets no answer of ten thousand lines.
const maxIssues = 20

const issuesOf = (error: z.core.$ZodError): Issue[] =>
  error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'Unknown field.' }))
        : [{ path: issue.path.join('.'), message: issue.message }],
    )
    .slice(0, maxIssues)

/** Issues are for input that can be mended; where the code says that there is nothing, there is nothing to mend. */
const refusalOf = (code: ErrorCode, error: z.core.$ZodError): ApiError =>
  errors[code][0] === 400
    ? new ApiError(code, { issues: issuesOf(error) })
    : new ApiError(code, { cause: error })

/**
 * @returns what `schema` makes of `input`
 * @throws ApiError `code`, with the issues
 */
export const parseInput = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  code: ErrorCode = 'invalid_input',
): z.output<S> => {
  const result = schema.safeParse(input)
  if (!result.success) throw refusalOf(code, result.error)
  return result.data
}

const bodyRefusals = ['unsupported_media_type', 'payload_too_large', 'invalid_request'] as const

/** What may be wrong before the schema has a look. */
const refusals: Record<Target, readonly ErrorCode[]> = {
  json: [...bodyRefusals, 'malformed_json'],
  form: [...bodyRefusals, 'malformed_form'],
  query: [],
  param: [],
}

const readBody: Record<Target, (c: Context) => Promise<unknown>> = {
  json: readJson,
  form: async (c) => {
    if (!c.req.bodyCache.formData) await readForm(c)
  },
  query: async () => {},
  param: async () => {},
}

/**
 * Checks one part of the request on the route line; `c.req.valid(target)` then has what the schema made of it.
 * @param code what is thrown when the schema refuses
 * @throws ApiError `code`, and for bodies what `readJson` and `readForm` throw
 */
export const validate = <T extends Target, S extends z.ZodType>(
  target: T,
  schema: S,
  code: ErrorCode = target === 'query' ? 'invalid_query' : 'invalid_input',
) => {
  const check = zValidator(target, schema, (result) => {
    if (!result.success) throw refusalOf(code, result.error)
  })
  const validator: typeof check = async (c, next) => {
    await readBody[target](c)
    return check(c, next)
  }
  described(validator, { inputs: [{ target, schema }], refuses: [...refusals[target], code] })
  return target === 'query' ? readsQuery(validator) : validator
}

/**
 * `validate('form', …)` for a form that brings a larger file than a cover.
 * @throws ApiError what `validate` throws
 */
export const validateForm = <S extends z.ZodType>(schema: S, maxFileBytes: number) => {
  const check = validate('form', schema)
  const validator: typeof check = async (c, next) => {
    await readForm(c, maxFileBytes)
    return check(c, next)
  }
  return described(validator, fragmentOf(check))
}

/**
 * Checks a body that may come as JSON or as a form; `c.req.valid('json')` has it either way.
 * @param form takes what `json` takes, and files
 * @throws ApiError what `validate` throws
 */
export const validateJsonOrForm = <J extends z.ZodType, F extends z.ZodObject>(json: J, form: F) => {
  const checkJson: MiddlewareHandler = validate('json', json)
  const checkForm: MiddlewareHandler = validate('form', form)
  const validator: MiddlewareHandler<
    AppEnv,
    string,
    { in: { json?: z.input<J>; form?: z.input<F> }; out: { json: z.output<F> } }
  > = (c: Context, next) => {
    if (mediaType(c) !== 'multipart/form-data') return checkJson(c, next)
    return checkForm(c, () => {
      c.req.addValidatedData('json', c.req.valid('form' as never) as object)
      return next()
    })
  }
  return described(validator, {
    inputs: [
      { target: 'json', schema: json },
      { target: 'form', schema: form },
    ],
    refuses: [checkJson, checkForm].flatMap((check) => fragmentOf(check).refuses ?? []),
  })
}

/**
 * Checks a JSON body that may be left out; then the schema sees `{}`.
 * @throws ApiError what `validate` throws
 */
export const validateOptionalJson = <S extends z.ZodType>(schema: S) => {
  const check: MiddlewareHandler = validate('json', schema)
  const validator: MiddlewareHandler<
    AppEnv,
    string,
    { in: { json?: z.input<S> }; out: { json: z.output<S> } }
  > = async (c: Context, next) => {
    if (await hasBody(c)) return check(c, next)
    c.req.addValidatedData('json', parseInput(schema, {}) as object)
    return next()
  }
  return described(validator, optional(fragmentOf(check)))
}

/** What a validator says, when its body may be left out. */
export const optional = ({ inputs = [], ...fragment }: Fragment): Fragment => ({
  ...fragment,
  inputs: inputs.map((input) => ({ ...input, isOptional: true })),
})
