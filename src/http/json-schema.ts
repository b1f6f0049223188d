import * as z from 'zod'

/** JSON Schema, draft 2020-12, as OpenAPI 3.1 has it. */
export interface JsonSchema extends z.core.JSONSchema.BaseSchema {}

// For schemas whose rules are functions, which nobody can read a limit out of.
const stated = z.registry<JsonSchema, z.core.$ZodType>()

/** Says in JSON Schema what a zod schema takes, where zod cannot tell by itself. @returns the schema */
export const stating = <S extends z.ZodType>(schema: S, json: JsonSchema): S => {
  stated.add(schema, json)
  return schema
}

const componentPath = '#/components/schemas/'

/** Schemas with an `id` in their `.meta()` become components that others refer to. */
export type Components = Map<string, JsonSchema>

/**
 * @param io what a client may send, or what it gets
 * @param components gets the named schemas that `schema` has in it
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
      const json = stated.get(zodSchema)
      if (json === undefined) return
      for (const key of Object.keys(jsonSchema)) if (key !== 'default') delete jsonSchema[key]
      Object.assign(jsonSchema, json)
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
