import * as z from 'zod'

/** JSON Schema, draft 2020-12, as OpenAPI 3.1 has it. */
export interface JsonSchema extends z.core.JSONSchema.BaseSchema {}

// For schemas whose rules are functions: zod cannot read a limit out of a function.
const stated = z.registry<JsonSchema, z.core.$ZodType>()

/** Gives a zod schema its JSON Schema, where zod cannot derive it. @returns the schema */
export const stating = <S extends z.ZodType>(schema: S, json: JsonSchema): S => {
  stated.add(schema, json)
  return schema
}

/** The JSON Schema that `stating` gave, if any. */
export const statedOf = (schema: z.core.$ZodType): JsonSchema | undefined => stated.get(schema)
