import { zValidator } from '@hono/zod-validator'
import * as z from 'zod'
import { ApiError, type ErrorCode, errors, type Issue } from './errors.ts'
import { maxIssues } from './limits.ts'
import { marked } from './marks.ts'
import { issueMessage, repeatedMessage } from './messages.ts'
import { readsQuery } from './query.ts'

// zValidator passes no messages on to zod, so they are set for all schemas.
z.config({ customError: issueMessage })

/**
 * A form or a query has a list where a name is repeated. A list in JSON is a value of the wrong type.
 * @param names of the fields or parameters that are repeated
 */
const messageOf = ({ code, path, message }: z.core.$ZodIssue, names: Set<string>): string => {
  const isWholeValue = path.length === 1 && (code === 'invalid_type' || code === 'invalid_value')
  return isWholeValue && names.has(String(path[0])) ? repeatedMessage : message
}

const issuesOf = (error: z.core.$ZodError, repeated: Set<string>): Issue[] =>
  error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: [...issue.path, key].join('.'),
            message: 'This field does not exist.',
          }))
        : [{ path: issue.path.join('.'), message: messageOf(issue, repeated) }],
    )
    .slice(0, maxIssues)

/**
 * Only a 400 lists issues. A 404 for a malformed id has nothing that the client could correct.
 * @param input a form or a query, in which the values of a repeated name are a list; nothing for JSON
 */
export const inputError = (code: ErrorCode, error: z.core.$ZodError, input?: unknown): ApiError => {
  if (errors[code][0] !== 400) return new ApiError(code, { cause: error })
  const repeated = Object.entries(Object(input)).flatMap(([name, value]) =>
    Array.isArray(value) ? [name] : [],
  )
  return new ApiError(code, { issues: issuesOf(error, new Set(repeated)) })
}

/**
 * @returns the output of `schema` for `input`
 * @throws ApiError `code`, with the issues
 */
export const parseInput = <S extends z.ZodType>(
  schema: S,
  input: unknown,
  code: ErrorCode = 'invalid_input',
): z.output<S> => {
  const result = schema.safeParse(input)
  if (!result.success) throw inputError(code, result.error)
  return result.data
}

/**
 * Checks the query or the path parameters on the route line; `c.req.valid(target)` then has the output of the schema.
 * @throws ApiError `code` for input that the schema does not accept
 */
export const validate = <T extends 'query' | 'param', S extends z.ZodType>(
  target: T,
  schema: S,
  code: ErrorCode = target === 'query' ? 'invalid_query' : 'invalid_input',
) => {
  const check = zValidator(target, schema, (result) => {
    if (!result.success) throw inputError(code, result.error, result.data)
  })
  marked(check, { inputs: [{ target, schema }], errors: [code] })
  return target === 'query' ? readsQuery(check) : check
}
