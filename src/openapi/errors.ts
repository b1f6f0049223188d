import { type ErrorCode, errors, maxIssuePathLength } from '../http/errors.ts'
import { commonHeaders, headersOf, type ResponseHeader } from '../http/named-headers.ts'
import type { JsonSchema } from '../http/json-schema.ts'

const issue: JsonSchema = {
  type: 'object',
  description: 'What is wrong with one place of the input.',
  required: ['path', 'message'],
  additionalProperties: false,
  properties: {
    path: {
      type: 'string',
      maxLength: maxIssuePathLength,
      description: 'As `title` or `books.3.title`; empty for the whole.',
      examples: ['title'],
    },
    message: { type: 'string', maxLength: 1000, examples: ['Must not be empty.'] },
  },
}

export const failureSchemas: Record<string, JsonSchema> = { Issue: issue }

const ownHeader: Partial<Record<ErrorCode, ResponseHeader>> = {
  rate_limited: 'Retry-After',
  idempotency_in_progress: 'Retry-After',
  range_not_satisfiable: 'Content-Range',
}

const headerOf = (code: ErrorCode) => (errors[code][0] === 401 ? 'WWW-Authenticate' : ownHeader[code])

const failureHeaders = (codes: readonly ErrorCode[], more: readonly ResponseHeader[]) => {
  const own = [...new Set(codes.map(headerOf))].filter((name) => name !== undefined)
  const isAlwaysThere = (name: ResponseHeader) => codes.every((code) => headerOf(code) === name)
  // The bookmark: where D1 was asked before the refusal.
  return headersOf(
    [...own, ...more, 'X-D1-Bookmark', ...commonHeaders],
    (name) => !own.includes(name) || isAlwaysThere(name),
  )
}

/** Input that can be mended comes with what is wrong with it. */
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
          issues: { type: 'array', maxItems: 20, items: { $ref: '#/components/schemas/Issue' } },
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

/** What a component is called: the same refusals, with the same headers, on two routes are one component. */
export const failureName = (codes: readonly ErrorCode[], headers: readonly ResponseHeader[]): string =>
  [...codes, ...headers].join('-')

/**
 * @param codes of one status
 * @param more headers that they may have, besides the usual ones
 */
export const failureResponse = (codes: readonly ErrorCode[], more: readonly ResponseHeader[]) => ({
  description: codes.map((code) => `\`${code}\`: ${errors[code][1]}`).join(' '),
  content: {
    'application/json': {
      schema: bodySchema(codes),
      examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
    },
  },
  headers: failureHeaders(codes, more),
})

/** @returns the codes by status, both in ascending order */
export const byStatus = (codes: Iterable<ErrorCode>): [status: number, codes: ErrorCode[]][] => {
  const unique = [...new Set(codes)].toSorted()
  return Object.entries(Object.groupBy(unique, (code) => errors[code][0])).map(([status, found = []]) => [
    Number(status),
    found,
  ])
}
