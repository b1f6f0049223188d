import { describe, expect, it } from 'vitest'
import { parseForm } from '../../src/http/form.ts'

const type = 'multipart/form-data; boundary=b'

/** @param parts each with its headers, a blank line and its content; `\n` is written as CRLF */
const formOf = (...parts: string[]) =>
  new TextEncoder().encode(
    [...parts.map((part) => `--b\n${part}\n`), '--b--\n'].join('').replaceAll('\n', '\r\n'),
  )

const parse = (body: Uint8Array, contentType = type) => [...parseForm(body, contentType)]

const text = (disposition: string, more = '') => formOf(`Content-Disposition: ${disposition}${more}\n\nEmma`)

describe('a text is read', () => {
  it.each([
    ['quoted, as browsers write it', 'form-data; name="title"'],
    ['without quotes, as .NET and ktor write it', 'form-data; name=title'],
    ['without a space', 'form-data;name=title'],
    ['with spaces around everything', ' form-data \t;  name \t= "title" \t; '],
    ['in capitals', 'Form-Data; NAME=title'],
    ['after another parameter', 'form-data; size=4; x="a;b=\\"c\\""; name=title'],
    ['with empty parameters', 'form-data;; name=title;'],
    ['with an escaped quote', 'form-data; name="t\\"itle"', 't"itle'],
    ['with escapes of browsers', 'form-data; name="t%22i%0D%0Atle"', 't"i\r\ntle'],
    ['with another percent sign', 'form-data; name="100%25"', '100%25'],
    ['with a backslash', 'form-data; name="a\\b"', 'a\\b'],
    ['in UTF-8', 'form-data; name="Título 📚"', 'Título 📚'],
    ['as an extended name', "form-data; name*=utf-8'es'T%C3%ADtulo", 'Título'],
    ['on a folded line', 'form-data;\n  name=title;\n\tx=y'],
    ['with a colon and an equals sign in the name', 'form-data; name=a:b=c', 'a:b=c'],
  ])('%s', (_, disposition, name = 'title') => {
    expect(parse(text(disposition))).toEqual([[name, 'Emma']])
  })

  it.each([
    ['with further headers', '\nContent-Type: text/plain; charset=utf-8\nContent-Length: 4\nX-Other: x'],
    ['with headers in capitals', '\nCONTENT-TYPE : TEXT/PLAIN; CHARSET="UTF-8"'],
    ['with an encoding that encodes nothing', '\nContent-Transfer-Encoding: Binary'],
  ])('%s', (_, more) => {
    expect(parse(text('form-data; name=title', more))).toEqual([['title', 'Emma']])
  })

  it('with its headers in any order', () => {
    const body = formOf('Content-Type: text/plain\ncontent-disposition: form-data; name=title\n\nEmma')
    expect(parse(body)).toEqual([['title', 'Emma']])
  })

  it.each([
    ['iso-8859-1', [0xc9, 0x6d, 0x69, 0x6c, 0x65], 'Émile'],
    ['UTF-16LE', [0x45, 0, 0x6d, 0], 'Em'],
    ['us-ascii', [0x45, 0x6d], 'Em'],
  ])('in the charset that it declares: %s', (charset, bytes, expected) => {
    const [before = '', after = ''] = new TextDecoder('latin1')
      .decode(text('form-data; name=title', `\nContent-Type: text/plain; charset=${charset}`))
      .split('Emma')
    const body = Uint8Array.of(
      ...new TextEncoder().encode(before),
      ...bytes,
      ...new TextEncoder().encode(after),
    )
    expect(parse(body)).toEqual([['title', expected]])
  })

  it.each([
    ['that is empty', ''],
    ['of line breaks', '\r\n\r\n'],
    ['that starts like a boundary', '--b'],
    ['that ends with dashes', '\r\n--'],
    ['with a longer boundary on a line', 'a\r\n--bc\r\nb'],
    ['with a boundary after LF alone', 'a\n--b\nb'],
  ])('%s', (_, content) => {
    const body = new TextEncoder().encode(
      `--b\r\nContent-Disposition: form-data; name=title\r\n\r\n${content}\r\n--b--`,
    )
    expect(parse(body)).toEqual([['title', content]])
  })
})

describe('a file is read', () => {
  it.each([
    ['as .NET writes it', "form-data; name=cover; filename=c.jpg; filename*=utf-8''c.jpg", 'c.jpg'],
    ['with its file name first', 'form-data; filename="c.jpg"; name="cover"', 'c.jpg'],
    ['with an empty file name', 'form-data; name=cover; filename=""', ''],
    ['with an extended file name alone', "form-data; name=cover; filename*=UTF-8''%E2%82%AC.jpg", ''],
    ['with a file name in parts (RFC 2231)', 'form-data; name=cover; filename*0=a; filename*1=b', ''],
    ['with a path of Windows', 'form-data; name=cover; filename="C:\\dir\\c.jpg"', 'C:\\dir\\c.jpg'],
  ])('%s', async (_, disposition, fileName) => {
    const [[name, file] = []] = parse(text(disposition, '\nContent-Type: image/jpeg'))
    expect([name, file]).toEqual(['cover', expect.any(File)])
    expect([(file as File).name, await (file as File).text()]).toEqual([fileName, 'Emma'])
  })

  it('whose bytes are no text', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const [before, after] = [formOf('Content-Disposition: form-data; name=f; filename=x\n\n'), formOf('')]
    const body = Uint8Array.of(...before.slice(0, -9), ...bytes, ...after.slice(5))
    const [[, file] = []] = parse(Uint8Array.of(...body))
    expect(new Uint8Array(await (file as File).arrayBuffer())).toEqual(bytes)
  })
})

describe('the parts', () => {
  it('may be preceded and followed by other text', () => {
    const body = new TextEncoder().encode(
      'Preamble\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--  \r\nEpilogue\r\n--b--',
    )
    expect(parse(body)).toEqual([['a', '1']])
  })

  it.each(['', '\n', ' \t', '\r\n'])('may end with %j', (ending) => {
    const body = new TextEncoder().encode(
      `--b\r\nContent-Disposition: form-data; name=title\r\n\r\nEmma\r\n--b--${ending}`,
    )
    expect(parse(body)).toEqual([['title', 'Emma']])
  })

  it('may be none', () => {
    for (const body of ['--b--', '\r\n--b--\r\n']) expect(parse(new TextEncoder().encode(body))).toEqual([])
  })

  it.each([
    ['multipart/form-data; boundary="a b\'()+_,-./:=?"', "a b'()+_,-./:=?"],
    ['multipart/form-data;BOUNDARY=----=_Part/1', '----=_Part/1'],
    [`multipart/form-data; boundary=${'x'.repeat(70)}`, 'x'.repeat(70)],
  ])('may have the boundary of %s', (contentType, boundary) => {
    const body = new TextEncoder().encode(
      `--${boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--${boundary}--`,
    )
    expect(parse(body, contentType)).toEqual([['a', '1']])
  })
})

describe('a form is malformed', () => {
  it.each([
    ['without a disposition', formOf('Content-Type: text/plain\n\nEmma')],
    ['with another disposition', text('attachment; name=title')],
    ['without a name', text('form-data')],
    ['with two names', text('form-data; name=a; Name=b')],
    ['with two dispositions', text('form-data; name=a', '\nContent-Disposition: form-data; name=b')],
    ['with an open quote', text('form-data; name="title')],
    ['with text after a quote', text('form-data; name="ti"tle')],
    ['with a space in a bare name', text('form-data; name=ti tle')],
    ['with a parameter without a name', text('form-data; =title')],
    ['with a broken extended name', text("form-data; name*=utf-8''%FF")],
    ['with an unknown charset of a name', text("form-data; name*=klingon''a")],
    ['with a line that is no header', text('form-data; name=title', '\nEmma')],
    ['with an unknown charset', text('form-data; name=title', '\nContent-Type: text/plain; charset=klingon')],
    ['with base64', text('form-data; name=title', '\nContent-Transfer-Encoding: base64')],
    ['with quoted-printable', text('form-data; name=title', '\nContent-Transfer-Encoding: quoted-printable')],
    ['with too long headers', text('form-data; name=title', `\nX: ${'x'.repeat(9000)}`)],
    ['that ends after a boundary', new TextEncoder().encode('--b\r\n')],
    [
      'that ends in dashes',
      new TextEncoder().encode('--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b-'),
    ],
    [
      'with LF before each part',
      new TextEncoder().encode('--b\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--'),
    ],
    [
      'with LF instead of CRLF',
      new TextEncoder().encode('--b\nContent-Disposition: form-data; name=a\n\n1\n--b--'),
    ],
  ])('%s', (_, body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ name: 'MalformedForm' }))
  })

  it.each([
    'multipart/form-data',
    'multipart/form-data; boundary=""',
    `multipart/form-data; boundary=${'x'.repeat(71)}`,
  ])('with the type %s', (contentType) => {
    expect(() => parse(formOf(), contentType)).toThrow(expect.objectContaining({ name: 'MalformedForm' }))
  })
})
