import type { Schema } from '@cfworker/json-schema'
import { request } from '../../support/client.ts'
import { document, resolve } from '../../support/contract.ts'
import { publicFields, secretsOf, type World } from './secrets.ts'

const paths = ['/books', '/books/facets', '/books/stats'].filter((path) => document.paths[path]?.get)

const fields: Record<string, unknown> = { ...publicFields, ...secretsOf('owner') }

const isText = (value: unknown): value is string | number => ['string', 'number'].includes(typeof value)

/** For a search every text of the owner's book, otherwise those of the field that the parameter is about. */
const textsFor = (name: string): string[] => {
  const found =
    name === 'q'
      ? Object.values(fields)
      : [
          fields[name],
          fields[`${name}s`],
          fields[name.replace(/_.*/, '')],
          ['from', 'prefix'].includes(name) && '1903',
        ]
  return found.flat().filter(isText).map(String)
}

const choicesOf = (name: string, schema: Schema): string[] => {
  if (name === 'limit') return ['1', '100']
  if (name === 'cursor') return []
  const described = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((one) =>
    resolve(one as Schema),
  )
  const listed = described.flatMap((one) => [
    ...(one.enum ?? []),
    ...(one.const === undefined ? [] : [one.const]),
  ])
  return listed.length > 0 ? listed.map(String) : textsFor(name)
}

const parametersOf = (path: string): [name: string, values: string[]][] =>
  (document.paths[path]?.get?.parameters ?? [])
    .map((parameter) => resolve(parameter))
    .filter((parameter) => 'in' in parameter && parameter.in === 'query')
    .map(({ name, schema }) => [name, choicesOf(name, resolve(schema))])

/** The queries of a list: each parameter with each of its values, or with the fields of the owner's book. */
const queriesOf = (path: string): string[] => {
  const parameters = parametersOf(path).filter(([name]) => name !== 'scope')
  const single = parameters.flatMap(([name, values]) =>
    values.map((value) => new URLSearchParams({ [name]: value })),
  )
  const scopes = path === '/books' ? ['mine', 'all'] : [undefined]
  return scopes.flatMap((scope) =>
    [new URLSearchParams(), ...single].map((one) => {
      const query = new URLSearchParams(one)
      if (scope) query.set('scope', scope)
      return `${path}?${query}`
    }),
  )
}

/** Every list of the service, with every filter and every order. */
export const lists = ({ reader }: World): Request[] =>
  paths.flatMap(queriesOf).map((path) => request('GET', path, { as: reader }))
