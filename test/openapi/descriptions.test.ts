import { expect, it } from 'vitest'
import { document } from '../support/contract.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Every schema that is a property of another one, with its place in the document. */
const propertiesIn = (value: unknown, path: string): [path: string, schema: Json][] => {
  if (!isObject(value)) return []
  const own = isObject(value.properties) && value.type === 'object' ? Object.entries(value.properties) : []
  return [
    ...own.map(([name, schema]): [string, Json] => [`${path}.${name}`, schema as Json]),
    ...Object.entries(value).flatMap(([name, inner]) => propertiesIn(inner, `${path}/${name}`)),
  ]
}

it('every property of the document has a description, so that generated clients read well', () => {
  const silent = propertiesIn(document, '').filter(([, schema]) => !schema.description && !schema.$ref)
  expect(silent.map(([path]) => path)).toEqual([])
})

it('every input has an example, a list of values, or a default: no page shows "string"', () => {
  const says = (schema: Json) =>
    ['examples', 'enum', 'default', 'const', '$ref'].some((key) => key in schema) ||
    schema.format === 'binary'
  const silent = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { parameters, requestBody }]) => {
      const bodies = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        Object.entries(schema.properties ?? {}),
      )
      const inQuery = parameters.flatMap((one) => ('name' in one ? [[one.name, one.schema] as const] : []))
      return [...bodies, ...inQuery]
        .filter(([, schema]) => !says(schema as Json))
        .map(([name]) => `${method} ${path} ${name}`)
    }),
  )
  expect(silent).toEqual([])
})

it('errors, their codes and categories are shared schemas', () => {
  const { schemas } = document.components
  expect(schemas).toMatchObject({ Error: {}, ErrorCode: { type: 'string' }, Category: { type: 'string' } })
  const text = JSON.stringify(document)
  for (const name of ['Error', 'ErrorCode', 'Category', 'Issue'])
    expect(text).toContain(`"$ref":"#/components/schemas/${name}"`)
})
