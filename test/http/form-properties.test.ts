import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseForm } from '../../src/http/form.ts'
import { repetitions } from '../support/repetitions.ts'

const pieces = [
  ...[
    '--b',
    '--',
    '\r\n',
    '\r',
    '\n',
    ' ',
    '\t',
    ';',
    '=',
    '"',
    '\\',
    '\\"',
    ':',
    "'",
    '%22',
    '*',
    '\0',
    'é',
    '😀',
  ],
  ...[
    'Content-Disposition: form-data',
    'name',
    'filename',
    "utf-8''",
    'Content-Type: ',
    'charset=',
    'x',
    '\r\n\r\n',
  ],
]
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''))

const contentOf = async (value: string | Blob) =>
  typeof value === 'string' ? value : [...new Uint8Array(await value.arrayBuffer())]

const entriesOf = (form: FormData) =>
  Promise.all([...form].map(async ([name, value]) => [name, await contentOf(value)]))

it('a form of the platform is read as it was written', async () => {
  const value = fc.oneof(text, fc.uint8Array({ maxLength: 40 }))
  // The platform writes line breaks and quotes of a name without escapes.
  const name = text.map((one) => one.replace(/[\r\n"\\%]/g, '_'))
  const property = fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 8 }), async (entries) => {
    const form = new FormData()
    for (const [key, content] of entries)
      form.append(key, typeof content === 'string' ? content : new File([content], 'a file'))
    const response = new Response(form)
    const type = response.headers.get('Content-Type') ?? ''
    const read = parseForm(await response.bytes(), type)
    expect(await entriesOf(read)).toEqual(await entriesOf(form))
  })
  await fc.assert(property, { numRuns: repetitions(100, 5000) })
})

it('a body that looks like a form throws no other error than those of forms', () => {
  const start = '--b\r\nContent-Disposition: form-data; name='
  const property = fc.property(
    fc.constantFrom('', start),
    text,
    fc.uint8Array({ maxLength: 5 }),
    (begin, body, bytes) => {
      const whole = Uint8Array.of(
        ...new TextEncoder().encode(begin + body),
        ...bytes,
        ...new TextEncoder().encode('\r\n--b--'),
      )
      try {
        parseForm(whole, 'multipart/form-data; boundary=b')
      } catch (error) {
        expect((error as Error).name).toBe('MalformedForm')
      }
    },
  )
  fc.assert(property, { numRuns: repetitions(1000, 50_000) })
})

it('any Content-Type is read or malformed', () => {
  const property = fc.property(text, (parameters) => {
    try {
      parseForm(new TextEncoder().encode('--b--'), `multipart/form-data;${parameters}`)
    } catch (error) {
      expect((error as Error).name).toBe('MalformedForm')
    }
  })
  fc.assert(property, { numRuns: repetitions(1000, 50_000) })
})
