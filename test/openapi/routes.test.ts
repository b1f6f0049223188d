import { describe, expect, it } from 'vitest'
import { errors } from '../../src/http/errors.ts'
import { nameOf, operations } from '../operations.ts'
import { document, resolve } from '../support/contract.ts'

const described = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
)

/** A route as OpenAPI writes it: without a slash at the end, and with parameters in braces. */
const asDescribed = (name: string) => name.replace(/:(\w+)/g, '{$1}').replace(/(\w)\/$/, '$1')

/** All objects with a member `$ref`, at any depth of a JSON value. */
const referencesIn = (value: unknown): { $ref: string }[] => {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(referencesIn)
  return '$ref' in value ? [...inside, value as { $ref: string }] : inside
}

describe('the document', () => {
  it('has exactly the routes of the service', () => {
    const names = operations.map((operation) => asDescribed(nameOf(operation)))
    expect(described.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
  })

  it('has unique operation ids', () => {
    const ids = described.map(({ operation }) => operation.operationId)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('has every code except the one for a method that a path does not support', () => {
    const text = JSON.stringify(document)
    const codes = Object.keys(errors).filter((code) => !text.includes(`"code":"${code}"`))
    expect(codes).toEqual(['method_not_allowed'])
  })

  it('has every component that it refers to, and no others', () => {
    const references = referencesIn(document)
    for (const reference of references) expect(resolve(reference), reference.$ref).toBeTypeOf('object')
    const used = references.map(({ $ref }) => $ref)
    const { securitySchemes, ...components } = document.components
    const names = Object.entries(components).flatMap(([kind, all]) =>
      Object.keys(all).map((name) => `#/components/${kind}/${name}`),
    )
    expect(names.filter((name) => !used.includes(name))).toEqual([])
    const schemes = described.flatMap(({ operation }) =>
      operation.security.flatMap((one) => Object.keys(one)),
    )
    expect([...new Set(schemes)].toSorted()).toEqual(Object.keys(securitySchemes).toSorted())
  })
})
