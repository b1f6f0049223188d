import { type ErrorCode, errors } from '../http/errors.ts'
import type { JsonSchema } from '../http/json-schema.ts'
import { maxIssuePathLength, maxIssues } from '../http/limits.ts'
import { commonHeaders, type ResponseHeader } from '../http/named-headers.ts'
import { headersOf } from './headers.ts'

const issue: JsonSchema = {
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
    message: { type: 'string', maxLength: 1000, examples: ['Must not be empty.'] },
  },
}

export const errorSchemas: Record<string, JsonSchema> = { Issue: issue }

const ownHeader: Partial<Record<ErrorCode, ResponseHeader>> = {
  rate_limited: 'Retry-After',
  idempotency_in_progress: 'Retry-After',
  range_not_satisfiable: 'Content-Range',
}

const headerOf = (code: ErrorCode) => (errors[code][0] === 401 ? 'WWW-Authenticate' : ownHeader[code])

const errorHeaders = (codes: readonly ErrorCode[], more: readonly ResponseHeader[]) => {
  const own = [...new Set(codes.map(headerOf))].filter((name) => name !== undefined)
  const isAlwaysThere = (name: ResponseHeader) => codes.every((code) => headerOf(code) === name)
  // The bookmark is present if the request used D1 before the error.
  return headersOf(
    [...own, ...more, 'X-D1-Bookmark', ...commonHeaders],
    (name) => !own.includes(name) || isAlwaysThere(name),
  )
}

/** Errors in the input list its problems. */
const hasIssues = (code: ErrorCode) => ['invalid_input', 'invalid_query'].includes(code)

const bodySchema = (codes: readonly ErrorCode[]): JsonSchema => ({
  type: 'object',
  required: ['message', 'data', 'error'],
  additionalProperties: false,
  properties: {
    message: { type: 'string', maxLength: 1000, description: 'For people.' },
    data: { type: 'null' },
    error: {
      type: 'object',
      required: ['code'],
      additionalProperties: false,
      properties: {
        code: { type: 'string', enum: [...codes], description: 'For programs: switch on it.' },
        ...(codes.some(hasIssues) && {
          issues: { type: 'array', maxItems: maxIssues, items: { $ref: '#/components/schemas/Issue' } },
        }),
      },
    },
  },
})

const exampleOf = (code: ErrorCode) => ({
  message: errors[code][1],
  data: null,
  error: { code, ...(hasIssues(code) && { issues: [{ path: 'title', message: 'Must not be empty.' }] }) },
})

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
