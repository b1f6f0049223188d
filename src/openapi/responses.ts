import type { ErrorCode } from '../http/errors.ts'
import type { Answer } from '../http/marks.ts'
import { type Components, type JsonSchema, toJsonSchema } from '../http/json-schema.ts'

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

const failureOf = (code: ErrorCode): JsonSchema => ({
  type: 'object',
  required: ['code'],
  additionalProperties: false,
  properties: { code: { type: 'string', enum: [code] } },
})

const envelopeOf = (answer: Answer, schemas: Components): JsonSchema => {
  const data: JsonSchema = answer.data ? toJsonSchema(answer.data, 'output', schemas) : { type: 'null' }
  const properties = {
    message: message(answer.message),
    data: answer.isPage ? { type: 'array' as const, maxItems: 100, items: data } : data,
    ...(answer.isPage && { page: pageSchema }),
    ...(answer.failure && { error: failureOf(answer.failure) }),
  }
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties }
}

const hasNoBody = (status: number) => status === 204 || status === 304

/** Media type → schema, of what comes with `status`; undefined when it has no body. */
export const contentOf = (status: number, answer: Answer, schemas: Components): object | undefined => {
  if (hasNoBody(status)) return undefined
  if (!answer.content) return { 'application/json': { schema: envelopeOf(answer, schemas) } }
  const entries = Object.entries(answer.content)
  return Object.fromEntries(
    entries.map(([type, schema]) => [type, { schema: toJsonSchema(schema, 'output', schemas) }]),
  )
}
