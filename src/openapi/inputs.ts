import type { JsonSchema } from '../http/json-schema.ts'
import type { Input } from '../http/marks.ts'
import { type Components, toJsonSchema } from './json-schema.ts'

const places = { param: 'path', query: 'query' } as const

const parameterOf = (place: 'path' | 'query', isRequired: boolean, name: string, schema: JsonSchema) => {
  const { description, ...rest } = schema
  return { name, in: place, required: isRequired, ...(description && { description }), schema: rest }
}

/** The parameters of the path or of the query, from the schema that checks all of them. */
export const parametersOf = (
  inputs: readonly Input[],
  target: keyof typeof places,
  schemas: Components,
): object[] =>
  inputs
    .filter((input) => input.target === target)
    .flatMap(({ schema }) => {
      const { properties = {}, required = [] } = toJsonSchema(schema, 'input', schemas)
      return Object.entries(properties).map(([name, property]) => {
        const isRequired = target === 'param' || required.includes(name)
        return parameterOf(places[target], isRequired, name, property as JsonSchema)
      })
    })

const mediaTypes = { json: 'application/json', form: 'multipart/form-data' } as const

const isBody = (input: Input): input is Input & { target: keyof typeof mediaTypes } =>
  input.target in mediaTypes

/** The body in each of its media types; undefined when there is none. */
export const bodyOf = (inputs: readonly Input[], schemas: Components): object | undefined => {
  const bodies = inputs.filter(isBody)
  if (bodies.length === 0) return undefined
  const content = bodies.map(({ target, schema, mediaType }) => [
    mediaType ?? mediaTypes[target],
    { schema: toJsonSchema(schema, 'input', schemas) },
  ])
  return { required: !bodies.some(({ isOptional }) => isOptional), content: Object.fromEntries(content) }
}
