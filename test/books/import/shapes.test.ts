import { describe, expect, it } from 'vitest'
import { latin1 } from './other-files.ts'
import { encode, readFile, readOne } from './read.ts'

describe('shapes that spreadsheets write', () => {
  const lines = ['Title,Author,Exclusive Shelf,Date Added', 'A,Ada,read,2023/04/15', 'B,Ben,to-read,']
  it.each([
    ['CR alone', lines.join('\r')],
    ['CR alone, and at the end', `${lines.join('\r')}\r`],
    ['CRLF', lines.join('\r\n')],
    ['sep=;', `sep=;\r\n${lines.join('\r\n').replaceAll(',', ';')}`],
    ['sep=; in quotes', `"sep=;"\n${lines.join('\n').replaceAll(',', ';')}`],
    ['sep=| ', `sep=|\n${lines.join('\n').replaceAll(',', '|')}`],
    ['tabs', lines.join('\n').replaceAll(',', '\t')],
    ['blank cells too many', lines.map((line) => `${line},,,`).join('\n')],
    ['blank cells left out', lines.join('\n').replace(/,+\n|,$/g, '\n')],
    ['blank lines', `${lines.join('\n\n')}\n,,,\n`],
  ])('are read: %s', (_, text) => {
    const { rows } = readFile(text)
    expect(rows).toMatchObject([
      { fields: { title: 'A', authors: ['Ada'], status: 'read' }, createdAt: new Date('2023-04-15') },
      { fields: { title: 'B', authors: ['Ben'], status: 'want_to_read' } },
    ])
  })

  const utf16 = (text: string, isLittle: boolean) => {
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle)
    return bytes
  }
  const text = 'Title,Author,Exclusive Shelf\nCafé,Zoë,read\n'
  it.each([
    ['UTF-8', encode(text)],
    ['UTF-8 with a mark', encode(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`, true)],
    ['UTF-16 BE with a mark', utf16(`\ufeff${text}`, false)],
    ['UTF-16 LE', utf16(text, true)],
    ['UTF-16 BE', utf16(text, false)],
    ['Windows-1252', latin1(text)],
  ])('are read in %s', (_, bytes) => {
    expect(readOne(bytes).fields).toMatchObject({ title: 'Café', authors: ['Zoë'] })
  })

  it('keep the signs of Windows-1252 that Latin-1 does not have', () => {
    expect(readOne(latin1('Title,Author,Exclusive Shelf\n\x93A\x94 \x96 \x80,Ada,read\n')).fields.title).toBe(
      '“A” – €',
    )
  })

  it.each([true, false])('name the cells of damaged UTF-16, little-endian: %s', (isLittle) => {
    const { fields, issues } = readOne(
      utf16('\ufeffTitle,Author,Exclusive Shelf\nCaf\ud83d,Zoë \u{1f4da},read\n', isLittle),
    )
    expect(fields).toMatchObject({ title: 'Caf\ufffd', authors: ['Zoë \u{1f4da}'] })
    expect(issues).toMatchObject([{ column: 'Title', code: 'damaged_text' }])
  })

  it('name the cells of damaged UTF-8', () => {
    const bytes = encode('Title,Author,Exclusive Shelf\nCafé été,Zoë,read\n')
    bytes[bytes.indexOf(0xa9)] = 0x20
    const { fields, issues } = readOne(bytes)
    expect(fields.authors).toEqual(['Zoë'])
    expect(issues).toMatchObject([{ column: 'Title', code: 'damaged_text' }])
  })

  it.each(['Title', 'titel', 'Book Title'])('have any columns: %s', (name) => {
    const { format, mapping, rows } = readFile(`Shop,${name}\nx,Dune\n`)
    expect([format, mapping]).toEqual(['other', { title: name }])
    expect(rows).toMatchObject([{ fields: { title: 'Dune', extra: { Shop: 'x' } } }])
  })
})
