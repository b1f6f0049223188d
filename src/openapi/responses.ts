import type { ErrorCode } from '../http/errors.ts'
import type { JsonSchema } from '../http/json-schema.ts'
import type { ResponseContract } from '../http/marks.ts'
import { type Components, toJsonSchema } from './json-schema.ts'

const message = (text: string): JsonSchema => ({
  type: 'string',
  maxLength: 1000,
  description: 'For people.',
  examples: [text],
})

const pageSchema: JsonSchema = {
  type: 'object',
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
  properties: { code: { type: 'string', enum: [code] } },
})

const envelopeOf = (response: ResponseContract, schemas: Components): JsonSchema => {
  const data: JsonSchema = response.data ? toJsonSchema(response.data, 'output', schemas) : { type: 'null' }
  const properties = {
    message: message(response.message),
    data: response.isPage ? { type: 'array' as const, maxItems: 100, items: data } : data,
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
): object | undefined => {
  if (hasNoBody(status)) return undefined
  if (!response.content) return { 'application/json': { schema: envelopeOf(response, schemas) } }
  const entries = Object.entries(response.content)
  return Object.fromEntries(
    entries.map(([type, schema]) => [type, { schema: toJsonSchema(schema, 'output', schemas) }]),
  )
}
