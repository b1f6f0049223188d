import { type Schema, Validator } from '@cfworker/json-schema'
import { expect } from 'vitest'
import { app } from '../../src/app.ts'
import { documentOf } from '../../src/openapi/document.ts'

interface Reference {
  $ref: string
}

interface Header {
  required?: boolean
  schema: Schema
}

interface DescribedResponse {
  headers?: Record<string, Header | Reference>
  content?: Record<string, { schema: Schema }>
}

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: Schema
}

export interface DescribedOperation {
  operationId: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: (Parameter | Reference)[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, DescribedResponse | Reference>
}

interface Document {
  paths: Record<string, Record<string, DescribedOperation>>
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> }
}

/** The OpenAPI document, as a client reads it. */
export const document: Document = JSON.parse(JSON.stringify(documentOf(app.routes)))

/** @returns the part of the document that a `$ref` points to, or `thing` itself if it is no reference */
export const resolve = <T extends object>(thing: T | Reference): T => {
  if (!('$ref' in thing)) return thing
  const steps = thing.$ref.replace(/^#\//, '').split('/')
  return steps.reduce((found: object, step) => Reflect.get(found, step), document) as T
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`)

// Paths without parameters come first: OpenAPI prefers them.
const patterns = Object.entries(document.paths)
  .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
  .map(([path, item]) => ({ pattern: patternOf(path), item }))

/** @returns the operation of a request, if there is one. A `HEAD` request has that of `GET`. */
export const operationOf = ({ method, url }: Request): DescribedOperation | undefined => {
  const { pathname } = new URL(url)
  const key = (method === 'HEAD' ? 'GET' : method).toLowerCase()
  return patterns.find(({ pattern }) => pattern.test(pathname))?.item[key]
}

const validators = new Map<Schema, Validator>()

const validatorOf = (schema: Schema): Validator => {
  const found = validators.get(schema)
  if (found) return found
  const { schemas } = document.components
  const validator = new Validator({ ...schema, components: { schemas } }, '2020-12', false)
  validators.set(schema, validator)
  return validator
}

const problemsOf = (place: string, value: unknown, schema: Schema): string[] =>
  validatorOf(schema)
    .validate(value)
    .errors.map(({ instanceLocation, error }) => `${place} ${instanceLocation}: ${error}`)

const allowedEverywhere = [
  /^access-control-/,
  /^content-security-policy$/,
  /^cross-origin-/,
  /^referrer-policy$/,
  /^strict-transport-security$/,
  /^x-(content-type-options|frame-options)$/,
  /^content-(length|type)$/,
  /^(date|vary)$/,
]

const valuesOf = (headers: Headers, name: string): string[] => {
  if (name.toLowerCase() === 'set-cookie') return headers.getSetCookie()
  const value = headers.get(name)
  return value === null ? [] : [value]
}

const headerProblems = ({ headers }: Response, described: DescribedResponse['headers'] = {}): string[] => {
  const names = Object.keys(described).map((name) => name.toLowerCase())
  const undescribed = [...headers.keys()].filter(
    (name) => !names.includes(name) && !allowedEverywhere.some((pattern) => pattern.test(name)),
  )
  const wrong = Object.entries(described).flatMap(([name, header]) => {
    const { required, schema } = resolve(header)
    const values = valuesOf(headers, name)
    if (values.length === 0) return required ? [`header ${name} is missing`] : []
    const typed = values.map((value) => (schema.type === 'integer' ? Number(value) : value))
    return typed.flatMap((value) => problemsOf(`header ${name}`, value, schema))
  })
  return [...undescribed.map((name) => `header ${name} is not described`), ...wrong]
}

const readAs = async (type: string, response: Response): Promise<unknown> =>
  /[/+]json$/.test(type) ? response.json() : response.text()

// `response.text()` would print a warning for an image.
const textOf = async (response: Response) => new TextDecoder().decode(await response.bytes())

const bodyProblems = async (
  method: string,
  response: Response,
  { content }: DescribedResponse,
): Promise<string[]> => {
  const type = response.headers.get('Content-Type')?.split(';')[0]
  if (!content) {
    const text = await textOf(response)
    // A 304 may name the type of the body that it leaves out.
    return text || (type && response.status !== 304)
      ? [`body of ${type}, though none is described: ${text}`]
      : []
  }
  const schema = type && content[type]?.schema
  if (!type || !schema) return [`content type ${type} is not described`]
  if (method === 'HEAD') return (await textOf(response)) ? ['the response to HEAD has a body'] : []
  // JSON Schema does not describe bytes.
  if (schema.format === 'binary') return (await response.bytes()).length > 0 ? [] : ['body is empty']
  return problemsOf('body', await readAs(type, response), schema)
}

/**
 * Fails unless the document describes `response` for `request`: its status, its content type, its body, and its headers.
 * All required headers are present, all are valid, and each is described. The body can still be read afterwards.
 */
export const expectDescribed = async (request: Request, response: Response): Promise<void> => {
  const { method, url } = request
  const { status } = response
  const operation = operationOf(request)
  const found = operation?.responses[status]
  const described = found && resolve(found)
  const problems = !operation
    ? ['no such operation']
    : !described
      ? [`status is not described: ${await response.clone().text()}`]
      : [
          ...headerProblems(response, described.headers),
          ...(await bodyProblems(method, response.clone(), described)),
        ]
  expect(problems, `${method} ${new URL(url).pathname} (${operation?.operationId}) → ${status}`).toEqual([])
}

const property = (schema: Schema | undefined, name: string): Schema | undefined => {
  const found = schema?.properties?.[name]
  return typeof found === 'object' ? found : undefined
}

/** @returns the error codes of a described response: none if it is no error */
export const describedRefusals = (response: DescribedResponse | Reference): string[] => {
  if (!('$ref' in response)) return []
  const schema = resolve<DescribedResponse>(response).content?.['application/json']?.schema
  return property(property(schema, 'error'), 'code')?.enum ?? []
}
