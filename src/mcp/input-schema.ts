import type * as z from 'zod'
import type { JsonSchema } from '../http/json-schema.ts'
import { type Components, toJsonSchema } from '../openapi/json-schema.ts'

/** @returns the JSON Schema of an input, without references: many assistants do not follow them */
export const inputSchemaOf = (input: z.ZodType): JsonSchema => {
  const components: Components = new Map()
  const schema = toJsonSchema(input, 'input', components)
  return JSON.parse(JSON.stringify(schema), (_, value) => {
    const name: string | undefined = value?.$ref?.split('/').at(-1)
    if (name === undefined) return value
    const { $ref, ...more } = value
    return { ...components.get(name), ...more }
  })
}
