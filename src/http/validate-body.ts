import { zValidator } from '@hono/zod-validator'
import type { Context, MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import { formType, hasBody, jsonType, mediaType, readForm, readJson, requireMediaType } from './body.ts'
import type { AppEnv } from './env.ts'
import type { ErrorCode } from './errors.ts'
import { type Input, marked } from './marks.ts'
import { inputError, parseInput } from './validate.ts'

const bodyErrors = [
  'invalid_input',
  'unsupported_media_type',
  'payload_too_large',
  'invalid_request',
] as const

const checkOf = (target: 'json' | 'form', schema: z.ZodType): MiddlewareHandler =>
  zValidator(target, schema, (result) => {
    if (result.success) return
    throw inputError('invalid_input', result.error, target === 'form' ? result.data : undefined)
  })

/** The body as JSON, as a form, or as either of them. A form has files of at most `maxFileBytes`. */
interface Body<J, F> {
  json?: J
  form?: F
  maxFileBytes?: number
  /** The size of the largest JSON body, if it differs from that of other routes. */
  maxJsonBytes?: number
  /** Whether the body may be left out. The schema of `json` then checks `{}`. */
  isOptional?: boolean
}

type Validator<In extends object, Out extends object> = MiddlewareHandler<
  AppEnv,
  string,
  { in: In; out: Out }
>

/** `J`, in which the further members of `F` are always undefined. */
type Lacking<J, F> = J & { [K in Exclude<keyof F, keyof J>]?: undefined }

interface ValidateBody {
  /** `c.req.valid('json')` has the output of the schema. */
  <J extends z.ZodType>(body: {
    json: J
    maxJsonBytes?: number
  }): Validator<{ json: z.input<J> }, { json: z.output<J> }>
  <J extends z.ZodType>(body: {
    json: J
    isOptional: true
  }): Validator<{ json?: z.input<J> }, { json: z.output<J> }>
  /** `c.req.valid('form')` has the output of the schema. */
  <F extends z.ZodType>(body: {
    form: F
    maxFileBytes: number
  }): Validator<{ form: z.input<F> }, { form: z.output<F> }>
  /** `c.req.valid('json')` has the output of the schema that fits the `Content-Type`. `form` may accept files besides. */
  <J extends z.ZodType, F extends z.ZodType>(body: {
    json: J
    form: F
    maxFileBytes: number
    maxJsonBytes?: number
  }): Validator<
    { json?: z.input<J>; form?: z.input<F> },
    { json: z.output<F> | Lacking<z.output<J>, z.output<F>> }
  >
}

const inputsOf = ({ json, form, isOptional = false }: Body<z.ZodType, z.ZodType>): Input[] => [
  ...(json ? [{ target: 'json' as const, schema: json, isOptional }] : []),
  ...(form ? [{ target: 'form' as const, schema: form }] : []),
]

const errorsOf = ({ json, form }: Body<z.ZodType, z.ZodType>): ErrorCode[] => [
  ...bodyErrors,
  ...(json ? ['malformed_json' as const] : []),
  ...(form ? ['malformed_form' as const] : []),
]

/**
 * Checks the body on the route line.
 * @throws ApiError `invalid_input`, and the errors of `readJson` and `readForm`
 */
export const validateBody: ValidateBody = (body: Body<z.ZodType, z.ZodType>): MiddlewareHandler => {
  const { json, form, maxFileBytes = 0, maxJsonBytes, isOptional } = body
  const checkJson = json && checkOf('json', json)
  const checkForm = form && checkOf('form', form)
  const accepted = [...(json ? [jsonType] : []), ...(form ? [formType] : [])]
  const validator: MiddlewareHandler = async (c: Context, next) => {
    if (json && isOptional && !(await hasBody(c))) {
      c.req.addValidatedData('json', parseInput(json, {}) as object)
      return next()
    }
    requireMediaType(c, accepted)
    if (checkForm && mediaType(c) === formType) {
      await readForm(c, maxFileBytes)
      return checkForm(c, () => {
        if (checkJson) c.req.addValidatedData('json', c.req.valid('form' as never) as object)
        return next()
      })
    }
    await readJson(c, maxJsonBytes)
    return checkJson?.(c, next)
  }
  return marked(validator, { inputs: inputsOf(body), errors: errorsOf(body) })
}
