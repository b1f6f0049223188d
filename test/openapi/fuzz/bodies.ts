import type { Schema } from '@cfworker/json-schema'
import fc from 'fast-check'
import { type DescribedOperation, resolve } from '../../support/contract.ts'
import { hostileDocument, hostileJson, hostileName, hostileText, mostly, valid } from './values.ts'

interface Content {
  value: string
  /** The part is a file. Its `value` may be the name of a fixture. */
  filename?: string
  /** The place of a byte of the fixture that is inverted. */
  brokenAt?: number
}

export type PlannedPart = Content & { name: string }

export type PlannedBody =
  | { type: string; text: string }
  | { type: string; bytes: number[] }
  | { boundary: string; parts: PlannedPart[]; type?: string }

type Field<T> = [name: string, value: T]

/** Values that the schema alone would hardly ever generate. */
const known: Record<string, fc.Arbitrary<unknown>> = {
  'writeBooks operations': fc.array(
    fc.oneof(
      fc.record({
        op: fc.constant('create'),
        book: fc.record({ title: fc.constantFrom('«fresh»', 'Emma') }),
      }),
      fc.record({
        op: fc.constant('update'),
        id: fc.constantFrom('«book»', '«other book»'),
        book: fc.record(
          { title: fc.constant('«fresh»'), rating: fc.constantFrom(null, 4.5) },
          { requiredKeys: [] },
        ),
      }),
      fc.record(
        {
          op: fc.constant('delete'),
          id: fc.constantFrom('«book»', '«no book»'),
          version: fc.constantFrom(1, 9),
        },
        { requiredKeys: ['op', 'id'] },
      ),
      hostileJson,
    ),
    { maxLength: 3 },
  ),
  'signUp email': fc.constant('fuzz-«fresh»@example.com'),
  email: fc.constantFrom('«email»', '«email»', 'unknown@example.com'),
  password: fc.constant('«password»'),
  current_password: fc.constantFrom('«password»', '«password»', '«password»', 'Another-Horse-8'),
  new_password: fc.constant('«password»'),
  proof: fc.constantFrom(
    { password: '«password»' },
    { password: '«password»' },
    { password: 'Another-Horse-8' },
  ),
  refresh_token: fc.constant('«refresh token»'),
  name: fc
    .string({ unit: 'grapheme', maxLength: 9 })
    .map((word) => `Mary «fresh» ${word.replace(/\p{Cc}/gu, '')}`),
  cover_id: fc.constantFrom('1001', '1404'),
  source: fc.constant('open_library'),
  isbn: fc.constantFrom('9780141439471', '0-14-143947-5', '080442957X', ''),
  language: fc.constantFrom('en', 'pt-BR', 'zh-Hant-TW'),
  readings: fc.constantFrom([], [{ started_on: '2026-01-01', finished_on: null }]),
  'form readings': fc.constantFrom('[]', '[{"started_on":"2026-01-01","finished_on":null}]', '[{'),
  'form extra': fc.constantFrom('{}', '{"Mood":"dark","__proto__":"x"}', '{"a":1}'),
  title: fc.oneof(
    fc.constantFrom('Title «fresh»', 'Title «fresh»', 'Emma'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  ),
}

const images = ['tiny.png', 'palette.png', 'animated.gif', 'photo.webp']
const libraries = [
  'goodreads.csv',
  'storygraph.csv',
  'title,description,category\r\nEmma «fresh»,,romance\r\n,,science\r\n',
  'title,description,category\r\nEmma,«6000 x»,romance\r\nA,B,C,D\r\n"a',
  '{"format":"bookplate","version":1,"books":[{"title":"Emma «fresh»","description":"","category":"romance"},{}]}',
]

const file = (name: string): fc.Arbitrary<Content> => {
  const known = fc.constantFrom(...(name === 'cover_image' ? images : libraries))
  const whole = known.map((value) => ({ value, filename: 'file' }))
  return mostly<Content>(
    whole,
    fc.tuple(whole, fc.nat()).map(([of, brokenAt]) => ({ ...of, brokenAt })),
  )
}

const strangeContent: fc.Arbitrary<Content> = fc
  .tuple(
    fc.constantFrom({}, { filename: 'file' }, { filename: '../../etc/passwd' }),
    fc.oneof(
      hostileText,
      fc.constantFrom('script.svg', 'camera.jpg', 'goodreads.csv', '\x89PNG\r\n', 'title\r\n'),
    ),
  )
  .map(([file, value]) => ({ ...file, value }))

const fieldValue = (operationId: string, name: string, schema: Schema): fc.Arbitrary<unknown> =>
  known[`${operationId} ${name}`] ?? known[name] ?? valid(schema)

/** The fields of a schema. Optional fields may be missing. */
const fieldsOf = <T>(schema: Schema, make: (name: string, schema: Schema) => fc.Arbitrary<T>) => {
  const { properties = {}, required = [] } = resolve(schema)
  const fields = Object.entries(properties).map(([name, property]) =>
    fc
      .tuple(fc.boolean(), make(name, property as Schema))
      .map(([isLeftOut, value]): Field<T>[] =>
        isLeftOut && !required.includes(name) ? [] : [[name, value]],
      ),
  )
  return fc.tuple(...fields).map((found) => found.flat())
}

/** Fields with one mistake: a wrong value, a missing field, a repeated one or an unknown one. */
const withMistake = <T>(good: fc.Arbitrary<Field<T>[]>, bad: fc.Arbitrary<T>): fc.Arbitrary<Field<T>[]> =>
  fc
    .tuple(good, fc.nat(9), fc.constantFrom('value', 'missing', 'twice', 'more'), hostileName, bad)
    .map(([fields, at, how, name, value]) => {
      const index = at % Math.max(1, fields.length)
      const [found] = fields.slice(index, index + 1)
      if (!found || how === 'more') return [...fields, [name, value]]
      if (how === 'twice') return [...fields, [found[0], value]]
      return how === 'missing' ? fields.toSpliced(index, 1) : fields.with(index, [found[0], value])
    })

const object = (operationId: string, schema: Schema): fc.Arbitrary<string> => {
  const fields = fieldsOf(schema, (name, property) =>
    fieldValue(operationId, name, property).map((value) => JSON.stringify(value)),
  )
  return mostly(fields, withMistake(fields, hostileJson), 3).map(
    (found) => `{${found.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`,
  )
}

const json = (type: string, operationId: string, schema: Schema): fc.Arbitrary<PlannedBody> => {
  const isList = resolve(schema).type === 'array'
  const good = isList
    ? mostly(
        valid(schema).map((value) => JSON.stringify(value)),
        hostileJson,
        3,
      )
    : object(operationId, schema)
  const texts = fc.oneof({ weight: 14, arbitrary: good }, { weight: 1, arbitrary: hostileDocument })
  return texts.map((text) => ({ type, text }))
}

const form = (operationId: string, schema: Schema): fc.Arbitrary<PlannedBody> => {
  const good = fieldsOf<Content>(schema, (name, property) =>
    property.format === 'binary'
      ? file(name)
      : (known[`form ${name}`] ?? fieldValue(operationId, name, property)).map((value) => ({
          value: String(value ?? ''),
        })),
  )
  return mostly(good, withMistake(good, strangeContent), 3).map((fields) => ({
    boundary: 'boundary',
    parts: fields.map(([name, content]) => ({ name, ...content })),
  }))
}

const strangeType = fc.constantFrom(
  ...['', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'APPLICATION/JSON', 'json'],
  ...['application/json; charset=utf-16', 'application/json, text/plain', 'application/jsonx', '«9000 x»'],
  ...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=another'],
)

const strangeBody: fc.Arbitrary<PlannedBody> = fc
  .tuple(strangeType, fc.array(fc.nat(255), { maxLength: 60 }))
  .map(([type, bytes]) => ({ type, bytes }))

const mistyped = (body: fc.Arbitrary<PlannedBody>) =>
  fc.tuple(body, strangeType).map(([planned, type]) => ({ ...planned, type }))

/** Mostly the bodies that an operation describes. Some have a body although it describes none. */
export const bodyFor = ({
  operationId,
  requestBody,
}: DescribedOperation): fc.Arbitrary<PlannedBody | undefined> => {
  const none = fc.constant(undefined)
  if (!requestBody) return fc.oneof({ weight: 19, arbitrary: none }, { weight: 1, arbitrary: strangeBody })
  const good = Object.entries(requestBody.content).map(([type, { schema }]) =>
    type === 'multipart/form-data' ? form(operationId, schema) : json(type, operationId, schema),
  )
  return fc.oneof(
    { weight: 16, arbitrary: fc.oneof(...good) },
    { weight: requestBody.required ? 1 : 4, arbitrary: none },
    { weight: 1, arbitrary: fc.oneof(strangeBody, ...good.map(mistyped)) },
  )
}
