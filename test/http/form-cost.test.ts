import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { bookChangesWithCover } from '../../src/books/schema.ts'
import { parseForm } from '../../src/http/form.ts'
import { splitMultipart } from '../../src/http/multipart.ts'
import { newUser } from '../../src/users/schema.ts'
import { multipart } from '../books/multipart.ts'
import { api, errorOf } from '../support/client.ts'
import { password, signedIn } from '../support/makers.ts'

const { body: emptyForm, headers } = multipart([])
const type = headers['Content-Type']
expect(emptyForm.length).toBeGreaterThan(0)

const repeated = (value: string, amount: number) =>
  Array.from({ length: amount }, (_, index) => ({ name: `field${index}`, value }))

/** Counts the bytes that are decoded from now on. */
const countDecoded = () => {
  let bytes = 0
  const { decode } = TextDecoder.prototype
  const spy = vi.spyOn(TextDecoder.prototype, 'decode').mockImplementation(function (
    this: TextDecoder,
    input,
  ) {
    bytes += input?.byteLength ?? 0
    return decode.call(this, input)
  })
  onTestFinished(() => spy.mockRestore())
  return () => bytes
}

/** Counts the code points that texts are spread into from now on. */
const countSpread = () => {
  let points = 0
  const iterate = String.prototype[Symbol.iterator]
  const spy = vi
    .spyOn(String.prototype as { [Symbol.iterator](): unknown }, Symbol.iterator)
    .mockImplementation(function (this: string) {
      points += this.length
      return iterate.call(this)
    } as never)
  onTestFinished(() => spy.mockRestore())
  return () => points
}

/** @returns `bytes`, and how often one of them was read by its index */
const countingReads = (bytes: Uint8Array) => {
  let reads = 0
  const counting = new Proxy(bytes, {
    get: (target, name) => {
      if (typeof name === 'string' && /^\d+$/.test(name)) reads++
      const member = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return { counting, reads: () => reads }
}

describe('the limits of a form', () => {
  it.each([
    ['parts', repeated('x', 200), repeated('x', 201)],
    [
      'bytes of text',
      repeated('x'.repeat(2 ** 18), 2),
      [...repeated('x'.repeat(2 ** 18), 2), { name: 'y', value: 'y' }],
    ],
  ])('are exact: %s', (_, most, tooMany) => {
    expect([...parseForm(multipart(most).body, type)]).toHaveLength(most.length)
    const tooLarge = expect.objectContaining({ code: 'payload_too_large' })
    expect(() => parseForm(multipart(tooMany).body, type)).toThrow(tooLarge)
  })

  it('do not count the bytes of files', () => {
    const file = { name: 'file', value: new Uint8Array(2 ** 20), headers: '; filename=x' }
    expect([...parseForm(multipart([file]).body, type)]).toHaveLength(1)
  })

  it.each([
    ['201 parts', repeated('x', 201)],
    ['600 KiB of text', repeated('\ufffd'.repeat(1000), 199).concat(repeated('x', 1))],
    ['600 KB in one text', repeated('x'.repeat(600_000), 1)],
  ])('are 413 for every form: %s', async (_, parts) => {
    const as = await signedIn()
    for (const [method, path] of [
      ['POST', '/books'],
      ['PATCH', `/books/${crypto.randomUUID()}`],
      ['POST', '/books/import'],
    ] as const)
      expect(await errorOf(await api.send(method, path, { as, ...multipart(parts) }))).toEqual([
        413,
        'payload_too_large',
      ])
  })
})

describe('the work for a hostile form', () => {
  it('decodes each text once, also with replacement characters', () => {
    const parts = repeated(`\ufffd${'x'.repeat(2000)}`, 200)
    const decoded = countDecoded()
    parseForm(multipart(parts).body, type)
    expect(decoded()).toBeLessThan(multipart(parts).body.length)
  })

  it('decodes no text of a form over the limit', () => {
    const { body } = multipart(repeated(`\ufffd${'x'.repeat(50_000)}`, 200))
    const decoded = countDecoded()
    expect(() => parseForm(body, type)).toThrow()
    expect(decoded()).toBeLessThan(200 * 100)
  })

  const boundary = '-'.repeat(70)
  it.each([
    ['line breaks', '\r\n'],
    ['starts of a delimiter', '\r\n--'],
    ['almost delimiters', `\r\n--${boundary.slice(1)}x`],
    ['delimiters with other text behind', `\r\n--${boundary}x`],
    ['delimiters with long padding', `\r\n--${boundary}${' '.repeat(500)}x`],
    ['dashes', '-'],
  ])('grows with its size and no faster: %s', (_, piece) => {
    const readsOf = (size: number) => {
      const value = `${piece.repeat(Math.ceil(size / piece.length)).slice(0, size - 1)}x`
      const { counting, reads } = countingReads(multipart([{ name: 'a', value }], boundary).body)
      for (const part of splitMultipart(counting, boundary)) expect(part.content.length).toBe(size)
      return reads()
    }
    const [one, two] = [readsOf(20_000), readsOf(40_000)]
    expect(two / one).toBeLessThan(2.1)
    expect(two).toBeLessThan(40_000 * 6)
  })
})

describe('a text of 1 MB', () => {
  const text = '😀'.repeat(250_000)

  it.each([
    ['a title', bookChangesWithCover, { title: text }],
    ['a description', bookChangesWithCover, { description: text }],
    ['a name', newUser, { name: text, email: 'a@example.com', password }],
    ['an email', newUser, { name: 'Some Reader', email: text, password }],
    ['a password', newUser, { name: 'Some Reader', email: 'a@example.com', password: text }],
  ])('is rejected before its characters are counted: %s', (_, schema, input) => {
    const spread = countSpread()
    expect(schema.safeParse(input).success).toBe(false)
    expect(spread()).toBeLessThan(10_000)
  })
})
