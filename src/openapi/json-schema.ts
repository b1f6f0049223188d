import * as z from 'zod'
import { type JsonSchema, statedOf } from '../http/json-schema.ts'

const componentPath = '#/components/schemas/'

/** Schemas with an `id` in their `.meta()` become components, and others refer to them. */
export type Components = Map<string, JsonSchema>

/**
 * @param io a request (`input`) or a response (`output`)
 * @param components receives the named schemas within `schema`
 */
export const toJsonSchema = (
  schema: z.ZodType,
  io: 'input' | 'output',
  components: Components,
): JsonSchema => {
  const converted = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const json = statedOf(zodSchema)
      if (json === undefined) return
      // Keep the additions of `.default()`, `.describe()` and `.meta()`.
      const { default: byDefault, description, examples, id } = jsonSchema
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      const added = { default: byDefault, description, examples, id }
      const given = Object.entries(added).filter(([, value]) => value !== undefined)
      Object.assign(jsonSchema, json, Object.fromEntries(given))
    },
  })
  const { $schema, $defs, ...own } = JSON.parse(
    JSON.stringify(converted).replaceAll('"#/$defs/', `"${componentPath}`),
  )
  for (const [name, { id, ...definition }] of Object.entries<JsonSchema>($defs ?? {}))
    components.set(name, definition)
  if (own.id === undefined) return own
  const { id, ...definition } = own
  components.set(id, definition)
  return { $ref: componentPath + id }
}
