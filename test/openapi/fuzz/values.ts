import type { Schema } from '@cfworker/json-schema'
import fc from 'fast-check'
import { resolve } from '../../support/contract.ts'

/** `«300 x»`: a character so many times. The world writes it out, so that the report of a failure stays short. */
const many = (count: number, character = 'x') => `«${count} ${character}»`

/** Mostly `good` values, and some `bad` ones. @param weight of the good ones */
export const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>, weight = 9): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: good }, { weight: 1, arbitrary: bad })

/** A value, or none. */
export const optionally = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values })

/** Text that a parser may take for something other than text. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    ...'0 -1 1e999 0x10 ٣ true null NaN * % _ [ \\ " %00 {{7*7}} ../../etc/passwd __proto__'.split(' '),
    ...['', ' ', '\0', '\ud800', 'a\udfff', '\u202e', '\ufeff', 'İ', '\u212a', 'e\u0301', '🏳️‍🌈'],
    ...["' or 1=1 --", '<script>alert(1)</script>', '\r\nSet-Cookie: a=b'],
    ...[many(37), many(256), many(257), many(5001), many(5001, '😀'), many(70_000), many(300, '\0')],
  ),
  fc.string({ unit: 'binary' }),
)

const anyText = (min: number, max: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: min, maxLength: Math.min(max, 20) }) },
    { weight: 1, arbitrary: fc.constantFrom(many(min, 'é'), many(max, 'é'), many(max, '😀')) },
  )

const textOf = ({ pattern, minLength = 0, maxLength = 100 }: Schema) =>
  pattern === undefined ? anyText(minLength, maxLength) : fc.stringMatching(new RegExp(pattern))

/** Values that a schema allows. */
export const valid = (given: Schema): fc.Arbitrary<unknown> => {
  const schema = resolve(given)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => valid({ ...schema, type })))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(valid))
  switch (schema.type) {
    case 'array':
      return fc.array(valid(schema.items as Schema), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const members = properties.map(([name, property]) => [name, valid(property as Schema)] as const)
      return fc.record(Object.fromEntries(members), { requiredKeys: schema.required ?? [] })
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6 })
    case 'number': {
      const { multipleOf: step = 0.01, minimum = 0, maximum = 1e6 } = schema
      const steps = fc.integer({ min: Math.ceil(minimum / step), max: Math.floor(maximum / step) })
      return steps.map((count) => Number((count * step).toFixed(2)))
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema)
    default:
      throw new Error(`No generator for the type ${schema.type}`)
  }
}

/** JSON that a schema mostly does not allow. It is text, so that it may be JSON that no value serialises to. */
export const hostileJson = fc.oneof(
  hostileText.map((text) => JSON.stringify(text)),
  fc.constantFrom(...'null true 0 -1 1.5 1e999 9007199254740993 [] {} [null] {"a":1}'.split(' ')),
  fc.json(),
)

/** Bodies that are not the expected JSON. */
export const hostileDocument = fc.oneof(
  hostileJson,
  fc.constantFrom('', ' ', '{', '{}}', '{"a":}', "{'a':1}", '{"a":1,}', '\ufeff{}', 'NaN', '{}\0', '/**/{}'),
  fc.constantFrom(`${many(9000, '[')}${many(9000, ']')}`, `${many(60_000, '[')}`, `"${many(66_000)}"`),
)

/** Names of fields that a parser may treat specially. */
export const hostileName = fc.oneof(
  fc.constantFrom('', many(9000), ...'id role __proto__ constructor toString title[] a.b Title'.split(' ')),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

/** @returns the text without characters that a header value may not have */
export const asHeader = (text: string) => text.replace(/[^\t\x20-\x7e«»]/g, '').trim()
