// Changes to the OpenAPI document before Swagger UI reads it.

interface Reference {
  $ref: string
}

interface Schema {
  type?: string | string[]
  anyOf?: Schema[]
  contentMediaType?: string
  properties?: Record<string, Schema>
  default?: unknown
  example?: unknown
  examples?: unknown[]
}

interface Parameter {
  description?: string
  schema?: Schema
  example?: unknown
  examples?: Record<string, { value?: unknown }>
}

interface MediaType {
  schema?: Schema | Reference
  encoding?: Record<string, object>
}

interface Operation {
  parameters?: (Parameter | Reference)[]
  requestBody?: { content?: Record<string, MediaType> }
}

export interface Document {
  components?: { parameters?: Record<string, Parameter>; schemas?: Record<string, Schema> }
  paths?: Record<string, Record<string, Operation>>
}

const mapValues = <Value, Other>(
  values: Record<string, Value>,
  change: (value: Value, key: string) => Other,
) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]))

const isReference = (value: object): value is Reference => '$ref' in value

const textOf = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``

/**
 * Swagger UI fills a field with the example or the default of its parameter, and sends it. An example of a cursor, a
 * version or an id is an error when it is sent, so they become a part of the description.
 */
const withoutValue = ({ example, examples, ...parameter }: Parameter): Parameter => {
  const { default: standard, example: own, examples: others, ...schema } = parameter.schema ?? {}
  const shown = example ?? Object.values(examples ?? {})[0]?.value ?? own ?? others?.[0]
  const sentences = [
    parameter.description,
    standard !== undefined && `Default: ${textOf(standard)}.`,
    standard === undefined && shown !== undefined && `Example: ${textOf(shown)}.`,
  ]
  return { ...parameter, schema, description: sentences.filter(Boolean).join(' ') }
}

const isList = ({ type, anyOf = [] }: Schema): boolean =>
  [type].flat().includes('array') || anyOf.some(isList)

/** @returns an encoding that sends each item of a list as a part; without it, Swagger UI joins them with commas */
const partsOf = (schema: Schema) => {
  const lists = Object.entries(schema.properties ?? {}).filter(([, property]) => isList(property))
  return Object.fromEntries(lists.map(([name]) => [name, { style: 'form', explode: true }]))
}

/** Swagger UI asks for a file wherever a string has a media type. JSON is typed into a text field. */
const withTextFields = (schema: Schema): Schema => {
  const asText = (property: Schema): Schema => {
    const { contentMediaType, ...others } = property
    return contentMediaType === 'application/json' ? others : property
  }
  return { ...schema, ...(schema.properties && { properties: mapValues(schema.properties, asText) }) }
}

export const prepare = (document: Document): Document => {
  const { parameters = {}, schemas = {}, ...components } = document.components ?? {}

  const prepareMedia = (media: MediaType, type: string): MediaType => {
    if (type !== 'multipart/form-data' || !media.schema) return media
    const { schema } = media
    const target = isReference(schema) ? schemas[schema.$ref.replace('#/components/schemas/', '')] : schema
    if (!target) return media
    return { ...media, schema: withTextFields(target), encoding: { ...partsOf(target), ...media.encoding } }
  }

  const prepareOperation = (operation: Operation, method: string): Operation => {
    const { parameters: own, requestBody } = operation
    if (method === 'parameters' || typeof operation !== 'object') return operation
    return {
      ...operation,
      ...(own && { parameters: own.map((one) => (isReference(one) ? one : withoutValue(one))) }),
      ...(requestBody?.content && {
        requestBody: { ...requestBody, content: mapValues(requestBody.content, prepareMedia) },
      }),
    }
  }

  return {
    ...document,
    components: { ...components, schemas, parameters: mapValues(parameters, withoutValue) },
    paths: mapValues(document.paths ?? {}, (path) => mapValues(path, prepareOperation)),
  }
}
