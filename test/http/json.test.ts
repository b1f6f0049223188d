import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { parseJson } from '../../src/http/json.ts'

const parse = (text: string) => parseJson(new Uint8Array(new TextEncoder().encode(text)).buffer)
const parseBytes = (...bytes: number[]) => parseJson(new Uint8Array(bytes).buffer)

const quote = 0x22

describe('parseJson', () => {
  it.each([
    ['null', null],
    ['true', true],
    ['-1.5e3', -1500],
    ['"x"', 'x'],
    ['""', ''],
    ['[]', []],
    ['{}', {}],
    [' \t\r\n{ "a" : [ 1 , "é😀" ] } \n', { a: [1, 'é😀'] }],
    ['{"a":"\\ud83d\\ude00\\u0000\\/"}', { a: '😀\0/' }],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toEqual({ value })
  })

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '{"a" 1}',
    '{"a":1}{"b":2}',
    '1 2',
    '01',
    '+1',
    '.5',
    '1.',
    'NaN',
    'Infinity',
    'undefined',
    'nul',
    '// comment\n{}',
    '"raw\nbreak"',
    '"raw\0nul"',
    '"\\x41"',
    '"open',
    '"\\ud8"',
    '\u00a0{}',
  ])('rejects %j, which is not JSON', (text) => {
    expect(parse(text)).toBeUndefined()
  })

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"b":2,"a":3}',
    '[{"a":1,"a":2}]',
    '{"x":{"y":[0,{"z":{"a":1,"a":2}}]}}',
    '{"a":{"a":1},"a":2}',
    '{"a":[{"b":1}],"a":2}',
    '{"":1,"":2}',
    '{"a":1,"\\u0061":2}',
    '{"\\u00e9":1,"é":2}',
    '{"😀":1,"\\ud83d\\ude00":2}',
    '{"a\\"b":1,"a\\u0022b":2}',
    '{"\\\\":1,"\\u005c":2}',
    '{"/":1,"\\/":2}',
    '{"{":1,"{":2}',
    '{"a" : 1 , "a"\n:\t2}',
    '{"__proto__":1,"__proto__":2}',
    '{"constructor":1,"constructor":2}',
    '{"\\ud800":1,"\\ud800":2}',
  ])('rejects %s, which names a member twice', (text) => {
    expect(parse(text)).toBeUndefined()
  })

  it.each([
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"b","b":"a","c":["a","a"]}',
    '{"a":"\\"a\\":1,\\"a\\":2","b":"{\\"b\\":"}',
    '{"a":"\\\\","b":"\\\\\\"","c":":"}',
    '{"a":1,"A":2}',
    // They look alike: é as one code point and as two.
    '{"\u00e9":1,"e\u0301":2}',
    '[{"a":1},{"a":1}]',
    '["a","a",{"a":"a"}]',
  ])('reads %s, which names no member twice', (text) => {
    expect(parse(text)).toEqual({ value: JSON.parse(text) })
  })

  it('treats the member __proto__ like any other', () => {
    const { value } = parse('{"__proto__":{"admin":true},"a":1}') as { value: object }
    expect(Object.keys(value)).toEqual(['__proto__', 'a'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect('admin' in {}).toBe(false)
  })

  it('accepts an escaped unpaired surrogate, which the schema of a text rejects', () => {
    expect(parse('"\\ud800"')).toEqual({ value: '\ud800' })
  })

  it.each([
    ['a UTF-8 byte order mark', [0xef, 0xbb, 0xbf, 0x7b, 0x7d]],
    ['UTF-16, little-endian', [0xff, 0xfe, 0x7b, 0, 0x7d, 0]],
    ['UTF-16 without a mark', [0x7b, 0, 0x7d, 0]],
    ['Latin-1', [quote, 0xe9, quote]],
    ['a continuation byte alone', [quote, 0x80, quote]],
    ['a character that ends early', [quote, 0xe2, 0x82, quote]],
    ['an overlong NUL', [quote, 0xc0, 0x80, quote]],
    ['an overlong quote', [0xc0, 0xa2, 0x61, 0xc0, 0xa2]],
    ['an encoded surrogate', [quote, 0xed, 0xa0, 0x80, quote]],
    ['a code point past the last', [quote, 0xf4, 0x90, 0x80, 0x80, quote]],
    ['a byte that UTF-8 never uses', [quote, 0xff, quote]],
  ])('rejects %s', (_, bytes) => {
    expect(parseBytes(...bytes)).toBeUndefined()
  })

  it('accepts or rejects any depth that fits into a body', () => {
    const depth = 32 * 1024
    expect(() => parse('['.repeat(depth) + ']'.repeat(depth))).not.toThrow()
    expect(parse('['.repeat(depth))).toBeUndefined()
    const objects = Math.floor((64 * 1024) / '{"a":}'.length)
    expect(parse(`${'{"a":'.repeat(objects)}{"b":1,"b":2}${'}'.repeat(objects)}`)).toBeUndefined()
  })

  it.each([
    ['lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['objects', (depth: number) => `${'{"]}\\"":'.repeat(depth)}1${'}'.repeat(depth)}`],
  ])('accepts %s in 1,000 levels and no more', (_, nested) => {
    expect(parse(nested(1000))).toBeDefined()
    expect(parse(nested(1001))).toBeUndefined()
  })

  it('counts no bracket inside a text, and no list that has ended', () => {
    const text = '['.repeat(2000)
    expect(parse(JSON.stringify([text, '"\\', text]))).toEqual({ value: [text, '"\\', text] })
    const flat = Array.from({ length: 2000 }, () => [])
    expect(parse(JSON.stringify(flat))).toEqual({ value: flat })
  })

  it('makes no set for an object with one member', () => {
    const OneSet = vi.fn(Set)
    vi.stubGlobal('Set', OneSet)
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    const deep = (count: number) => `${'{"a":['.repeat(count)}0${']}'.repeat(count)}`
    expect(parse(deep(500))).toBeDefined()
    expect(OneSet).not.toHaveBeenCalled()
  })

  it('accepts a string as long as a body', () => {
    expect(parse(`"${'x'.repeat(64 * 1024)}"`)).toEqual({ value: 'x'.repeat(64 * 1024) })
    expect(parse(`"${'\\n'.repeat(32 * 1024)}"`)).toEqual({ value: '\n'.repeat(32 * 1024) })
  })
})
