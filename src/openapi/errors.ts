import { errorData, exampleErrorData } from '../http/error-data.ts'
import { type ErrorCode, errors } from '../http/errors.ts'
import type { JsonSchema } from '../http/json-schema.ts'
import { maxIssuePathLength, maxIssues } from '../http/limits.ts'
import { commonHeaders, type ResponseHeader } from '../http/named-headers.ts'
import { headersOf } from './headers.ts'
import { type Components, toJsonSchema } from './json-schema.ts'

const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

const issues: JsonSchema = {
  type: 'array',
  maxItems: maxIssues,
  description: 'The problems of the input, where the error is about input.',
  items: refTo('Issue'),
}

const components: Components = new Map()

/** The schema of the `data` of each code that has some. */
const dataSchemas: Partial<Record<ErrorCode, JsonSchema>> = Object.fromEntries(
  Object.entries(errorData).map(([code, schema]) => [code, toJsonSchema(schema, 'output', components)]),
)

/** The schemas that every error response refers to. */
export const errorSchemas: Record<string, JsonSchema> = {
  ...Object.fromEntries(components),
  Issue: {
    type: 'object',
    description: 'A problem at one place of the input.',
    required: ['path', 'message'],
    additionalProperties: false,
    properties: {
      path: {
        type: 'string',
        maxLength: maxIssuePathLength,
        description: 'For example `title` or `books.3.title`; empty for the whole input.',
        examples: ['title'],
      },
      message: {
        type: 'string',
        maxLength: 1000,
        description: 'The problem, for people.',
        examples: ['Must not be empty.'],
      },
    },
  },
  ErrorCode: {
    type: 'string',
    description: 'The kind of an error, for programs. Switch on it.',
    enum: Object.keys(errors),
  },
  Error: {
    type: 'object',
    description: 'The body of an error response.',
    required: ['message', 'data', 'error'],
    properties: {
      message: { type: 'string', maxLength: 1000, description: 'The error, for people.' },
      data: {
        description: `Null, except for ${Object.keys(errorData).join(' and ')}.`,
        anyOf: [{ type: 'null' }, ...Object.values(dataSchemas)],
      },
      error: {
        type: 'object',
        description: 'The error, for programs.',
        required: ['code'],
        properties: {
          code: refTo('ErrorCode'),
          issues,
        },
      },
    },
  },
}

const ownHeader: Partial<Record<ErrorCode, ResponseHeader>> = {
  insufficient_scope: 'WWW-Authenticate',
  rate_limited: 'Retry-After',
  idempotency_in_progress: 'Retry-After',
  range_not_satisfiable: 'Content-Range',
  unsupported_media_type: 'Accept',
}

const headerOf = (code: ErrorCode) => (errors[code][0] === 401 ? 'WWW-Authenticate' : ownHeader[code])

const errorHeaders = (codes: readonly ErrorCode[], more: readonly ResponseHeader[]) => {
  const own = [...new Set(codes.map(headerOf))].filter((name) => name !== undefined)
  const isAlwaysThere = (name: ResponseHeader) => codes.every((code) => headerOf(code) === name)
  const encoding: ResponseHeader[] = codes.includes('unsupported_media_type') ? ['Accept-Encoding'] : []
  // The bookmark is present if the request used D1 before the error, the timing if it passed a guard.
  return headersOf(
    [...own, ...encoding, ...more, 'X-D1-Bookmark', 'Server-Timing', ...commonHeaders],
    (name) => !own.includes(name) || isAlwaysThere(name),
  )
}

/** Examples of the problems that an error lists. */
const exampleIssues: Partial<Record<ErrorCode, { path: string; message: string }>> = {
  invalid_input: { path: 'title', message: 'Must not be empty.' },
  invalid_query: { path: 'limit', message: 'Must be a number.' },
  malformed_json: { path: '', message: 'Is required.' },
  malformed_form: { path: '', message: 'A part has a malformed or repeated header.' },
  unsupported_media_type: { path: 'Content-Type', message: 'Must be application/json.' },
}

const oneOf = (codes: readonly ErrorCode[]): JsonSchema => ({
  type: 'string',
  description: 'One of the codes of this status.',
  enum: [...codes],
})

const nothing: JsonSchema = { type: 'null' }

const dataOf = (codes: readonly ErrorCode[]): JsonSchema => {
  const own = codes.map((code) => dataSchemas[code]).filter((schema) => schema !== undefined)
  const isNull = codes.some((code) => !dataSchemas[code])
  if (own.length === 0) return { type: 'null', description: 'Always null.' }
  const [only] = own
  if (only && own.length === 1 && !isNull) return only
  return {
    description: 'The ways to continue.',
    anyOf: isNull ? [nothing, ...own] : own,
  }
}

/** An `Error` with one of these codes. */
const bodySchema = (codes: readonly ErrorCode[]): JsonSchema => ({
  allOf: [refTo('Error')],
  type: 'object',
  properties: {
    data: dataOf(codes),
    error: {
      type: 'object',
      description: 'The error, for programs.',
      properties: { code: oneOf(codes), issues },
    },
  },
})

const exampleData: Partial<Record<ErrorCode, object>> = exampleErrorData

const exampleOf = (code: ErrorCode) => {
  const issue = exampleIssues[code]
  return {
    message: errors[code][1],
    data: exampleData[code] ?? null,
    error: { code, ...(issue && { issues: [issue] }) },
  }
}

/** @returns a component name: two routes with the same codes and headers share one component */
export const errorResponseName = (codes: readonly ErrorCode[], headers: readonly ResponseHeader[]): string =>
  [...codes, ...headers].join('-')

/**
 * @param codes of one status
 * @param more headers that they may have, besides the common ones
 * @returns a Response Object
 */
export const errorResponse = (codes: readonly ErrorCode[], more: readonly ResponseHeader[]) => ({
  description: codes.map((code) => `\`${code}\`: ${errors[code][1]}`).join(' '),
  content: {
    'application/json': {
      schema: bodySchema(codes),
      examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
    },
  },
  headers: errorHeaders(codes, more),
})

/** @returns the codes by status, both in ascending order */
export const byStatus = (codes: Iterable<ErrorCode>): [status: number, codes: ErrorCode[]][] => {
  const unique = [...new Set(codes)].toSorted()
  return Object.entries(Object.groupBy(unique, (code) => errors[code][0])).map(([status, found = []]) => [
    Number(status),
    found,
  ])
}
