import type { ErrorCode } from '../http/errors.ts'
import type { JsonSchema } from '../http/json-schema.ts'
import { maxPageRows } from '../http/limits.ts'
import type { ResponseContract } from '../http/marks.ts'
import { type Components, toJsonSchema } from './json-schema.ts'

const message = (text: string): JsonSchema => ({
  type: 'string',
  maxLength: 1000,
  description: 'The outcome, for people.',
  examples: [text],
})

const pageSchema: JsonSchema = {
  type: 'object',
  description: 'The position of this page in the list.',
  required: ['next'],
  additionalProperties: false,
  properties: {
    next: {
      anyOf: [{ type: 'string', maxLength: 2000, pattern: '^[\\w-]+$' }, { type: 'null' }],
      description: 'The `cursor` of the next page; null at the end.',
    },
  },
}

const errorOf = (code: ErrorCode): JsonSchema => ({
  type: 'object',
  required: ['code'],
  additionalProperties: false,
  description: 'The error, for programs.',
  properties: { code: { type: 'string', description: 'The kind of the error.', enum: [code] } },
})

const envelopeOf = (response: ResponseContract, schemas: Components): JsonSchema => {
  const data: JsonSchema = response.data ? toJsonSchema(response.data, 'output', schemas) : { type: 'null' }
  const properties = {
    message: message(response.message),
    data: response.isPage
      ? { type: 'array' as const, description: 'The rows of the page.', maxItems: maxPageRows, items: data }
      : { description: 'The result.', ...data },
    ...(response.isPage && { page: pageSchema }),
    ...(response.error && { error: errorOf(response.error) }),
  }
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties }
}

const hasNoBody = (status: number) => status === 204 || status === 304

/** Media type → schema of the body; undefined for a status without a body. */
export const contentOf = (
  status: number,
  response: ResponseContract,
  schemas: Components,
): Record<string, { schema: JsonSchema }> | undefined => {
  if (hasNoBody(status)) return undefined
  if (response.content && Object.keys(response.content).length === 0) return undefined
  if (!response.content) return { 'application/json': { schema: envelopeOf(response, schemas) } }
  const entries = Object.entries(response.content)
  return Object.fromEntries(
    entries.map(([type, schema]) => [type, { schema: toJsonSchema(schema, 'output', schemas) }]),
  )
}
