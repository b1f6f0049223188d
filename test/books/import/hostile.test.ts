import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { parseImport } from '../../../src/books/import/parse.ts'
import { repetitions } from '../../support/repetitions.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'
import { encode } from './read.ts'

const headers = [
  'title,description,category,created_at\n',
  'Title,Author,Exclusive Shelf,My Review,Bookshelves,Date Read\n',
  'Title,Primary Author,Entry Date\n'.replaceAll(',', '\t'),
  'Name,Series,Rating,Year,Finished\n',
  '',
]
const tokens = [
  ...['"', '""', ',', '\n', '\r\n', '\r', '\0', "'", '=', ';', '\t', ' ', 'x', 'horror', '\ufeff', '📚'],
  ...['<', '<br', '>', '&#', ';', '[b:', '|', ']', '{', '}', '[', ':', '\\', 'sci', '-', 'fi', '2023/01/01'],
  ...['(', ')', '#1', '2/3/2021', '-', '9.78E+12', '&rsquo;', '[book:X|1]', '★', 'sep=;\n'],
  ...['{"format":"bookplate","version":2,"books":[', '{"title":"', ']}'],
]

it('each column is looked up once, not in every row', () => {
  const spy = vi.spyOn(Array.prototype, 'indexOf')
  onTestFinished(() => spy.mockRestore())
  const columns = Array.from({ length: 400 }, (_, index) => `c${index}`).join()
  const lookupsIn = (rows: number) => {
    spy.mockClear()
    parseImport(encode(`${columns},title,description,category\n${'x\n'.repeat(rows)}`))
    return spy.mock.calls.length
  }
  expect(lookupsIn(200)).toBe(lookupsIn(100))
})

describe('hostile input', () => {
  it('that looks like a file throws nothing', () => {
    const text = fc.array(fc.constantFrom(...tokens), { maxLength: 80 }).map((parts) => parts.join(''))
    const neverThrows = fc.property(fc.constantFrom(...headers), text, (header, rest) => {
      expect(parseImport(encode(header + rest)).kind).toMatch(/rows|unreadable/)
    })
    fc.assert(neverThrows, { numRuns: repetitions(500, 20_000) })
  })

  it('of any bytes throws nothing', () => {
    const neverThrows = fc.property(
      fc.constantFrom(...headers),
      fc.uint8Array({ maxLength: 60 }),
      (header, rest) => {
        expect(parseImport(Uint8Array.of(...encode(header), ...rest)).kind).toMatch(/rows|unreadable/)
      },
    )
    fc.assert(neverThrows, { numRuns: repetitions(300, 10_000) })
  })

  it('that was damaged is unreadable, or every row has a title or a problem', () => {
    const { bytes } = makeGoodreadsExport(200, 4)
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 })
    const accounts = fc.property(damage, (changes) => {
      const damaged = bytes.slice()
      for (const [index, byte] of changes) damaged[index] = byte
      const file = parseImport(damaged)
      if (file.kind !== 'rows') return
      for (const row of file.rows) if (row.problem === undefined) expect(row.fields.title).not.toBe('')
    })
    fc.assert(accounts, { numRuns: repetitions(30, 1000) })
  })

  // Work that grows with the square of the length would take hours at 2 MiB.
  const size = repetitions(2, 20) * 2 ** 20
  const fill = (start: string, unit: string) => {
    const bytes = encode(start + unit.repeat(Math.ceil((size - start.length) / encode(unit).length)))
    return bytes.subarray(0, size)
  }
  const [csv = '', goodreads = '', tsv = ''] = headers
  const spaces = ' '.repeat(50_000)

  it.each<[string, string, string]>([
    ['quotes', '', '"'],
    ['quotes after a header', csv, '"'],
    ['a quote that is never closed', `${csv}"`, 'x,y\n'],
    ['commas', csv, ','],
    ['line ends', csv, '\r\n'],
    ['stray quotes', csv, '"x"x",,,\n'],
    ['stray quotes before spaces', csv, `"${'x"'.repeat(30_000)}${spaces}\n`],
    ['spaces', csv, `${spaces}x${spaces},,,\n`],
    ['tags that never end', goodreads, `T,A,read,${'<a '.repeat(30_000)},\n`],
    ['links that never end', goodreads, `T,A,read,${'[b:'.repeat(30_000)},\n`],
    ['shelves', goodreads, `T,A,read,,"${'science '.repeat(12_000)}"\n`],
    ['titles with series that never end', goodreads, `${'(a, #1'.repeat(200)},A,read\n`],
    ['parentheses', goodreads, `${'('.repeat(60_000)}#1),A,read\n`],
    ['dates', goodreads, `T,A,read,,,"${'2/3/2021-'.repeat(8000)}"\n`],
    ['quotes in a raw file', tsv, `${'"'.repeat(60_000)}\tA\t2020\n`],
    ['entities', goodreads, `T,A,read,${'&#x'.repeat(30_000)},\n`],
    ['JSON brackets', '{"a":', '['],
    ['JSON objects', '{"format":"bookplate","version":1,"books":[', '{},'],
    ['a JSON string', '{"format":"', 'x'],
    ['JSON escapes', '{"format":"', '\\\\'],
  ])('of many %s is read to its end', (_, start, unit) => {
    expect(parseImport(fill(start, unit)).kind).toMatch(/rows|unreadable/)
  })
})
