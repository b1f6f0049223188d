import { randomFrom } from '../../support/random.ts'

const header =
  'Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,' +
  'Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,' +
  'Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies'

const titles = [
  'Dune',
  "'Salem's Lot",
  'The "Real" Thing, and Other Stories',
  '1984',
  '-30-: The Collapse',
  '=SUM of Its Parts',
  '百年孤独',
  'ليلى والذئب',
  'L’Étranger 📚',
  'Cafe\u0301 Society',
  'Tomorrow, and Tomorrow, and Tomorrow',
  'A Title (Illustrated)',
]
const series = [
  '',
  '',
  ' (Dune, #1)',
  ' (Tides #2.5)',
  ' (Sea (Old), #3)',
  ' (Saga, #1-3)',
  ' (Log, #1; Sub, #4)',
]
const authors = [
  'Frank   Herbert',
  'Stephen King',
  "Flann O'Brien",
  'Gabriel García Márquez',
  '三島由紀夫',
  'J.R.R. Tolkien',
]
const moreAuthors = [
  '',
  '',
  'Neil Gaiman',
  'Jay Rubin (Translator), Philip Gabriel',
  'Walter Miller, Jr., Ann Lee',
]
const shelves = [
  '',
  'to-read',
  'favorites, sci-fi',
  'science-fiction, currently-reading',
  'ya-fantasy',
  'mystery-thriller, own',
  'poetry',
  'non-romance, not-fantasy',
  '2019-romance-challenge',
  '日本文学',
  `a-shelf-with-a-very-long-name-${'x'.repeat(40)}, short`,
]
const reviews = [
  '',
  '',
  'Loved it.<br/><br/>Would read <i>again</i> &amp; again &lt;3',
  'He said ""no"", she said ""yes"",\nthen both left.\r\n\r\nThe end.',
  '<b>Warning</b>: <spoiler>it&rsquo;s over</spoiler> <a href=""https://example.com/?a=1&amp;b=2"">more</a>',
  'Better than [b:Dune Messiah|44492285|Dune Messiah (Dune, #2)|Frank Herbert|https://images.example.com/1.jpg|3].',
  'See [book:The Trial|17690] by [author:Franz Kafka|5223].',
  '=HYPERLINK(""http://example.com"",""click"")',
  '  I &#9829; it — “truly”, it’s <3 &nbsp;',
]
/** A few reviews are long, and a few too long for their field. */
const reviewOf = (row: number, review: string): string => {
  if (row % 40 === 0) return 'Long and long. '.repeat(800)
  return row % 40 === 20 ? 'Far too long. '.repeat(1600) : review
}
const datesRead = [
  '2023/04/15',
  '',
  '',
  '4/15/2023',
  '2023/4/5',
  '2021/01/00',
  '0000/00/00',
  '45031',
  'last summer',
]
const added = ['2020/02/29', '2023/04/15 10:11:12', '21/1/2023', '2022', '9999/12/31', '2019-12-31']

const quoted = (text: string) => `"${text}"`
const checkDigit = (twelve: string) =>
  String((10 - ([...twelve].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10)) % 10)
const isbnCell = (isbn: string, style: number) =>
  [`="${isbn}"`, `"=""${isbn}"""`, '=""', '"="""""', '9.78E+12', 'no isbn'][style % 6] ?? ''

export interface MadeExport {
  bytes: Uint8Array
  text: string
  /** Rows that cannot be imported: without a title, or with more cells than columns. */
  failing: number[]
  /** Rows that are an earlier row. */
  repeated: number[]
}

/**
 * @returns a library as Goodreads exports it, with its quirks and those of spreadsheets: a byte order mark, `="…"` cells, HTML
 *   and links in reviews, quoted line breaks, any script, dates of every form, lost ISBNs, texts of any length. Of a hundred
 *   rows one fails, one is an earlier row, and one has the title of the row before but another author
 */
export const makeGoodreadsExport = (rows: number, seed: number): MadeExport => {
  const random = randomFrom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const lines = [header]
  const failing: number[] = []
  const repeated: number[] = []
  let last: string[] = []

  for (let row = 1; row <= rows; row++) {
    const author = pick(authors)
    const shelf = pick(shelves)
    const start = `978${String(row).padStart(4, '0')}${String(Math.floor(random() * 1e5)).padStart(5, '0')}`
    const isbn = start + checkDigit(start)
    const cells = [
      String(row),
      quoted(`${pick(titles).replaceAll('"', '""')} ${row}${pick(series)}`),
      author,
      quoted(author.replace(/^(.*\S)\s+(\S+)$/, '$2, $1')),
      quoted(pick(moreAuthors)),
      isbnCell('', row % 7),
      isbnCell(isbn, row),
      pick(['0', '1', '3', '5', '4.25', '7']),
      '3.85',
      pick(['Ace', '', quoted('Farrar, Straus and Giroux')]),
      pick(['Paperback', 'Kindle Edition', '', 'Hardcover', 'Board Book', 'Papyrus']),
      pick(['300', '', '0', '212.0', 'many']),
      pick(['2005', '', '0']),
      pick(['1965', '-800', '']),
      pick(datesRead),
      pick(added),
      quoted(shelf),
      quoted(shelf && `${shelf.split(', ').join(' (#1), ')} (#${row})`),
      pick(['read', 'to-read', 'currently-reading', 'did-not-finish', 'my-own-shelf', '']),
      quoted(reviewOf(row, pick(reviews))),
      pick(['', 'true']),
      quoted(pick(['', 'Lent to Sam,\nask for it', 'a < b &amp; c'])),
      pick(['1', '0', '2', '', '500']),
      pick(['0', '1', '3', '']),
    ]
    if (row % 100 === 98) cells[1] = quoted(`Nada ${row}`)
    if (row % 100 === 99) cells[1] = quoted(`Nada ${row - 1}`)
    if (row % 100 === 99) cells[2] = `Another Author ${row}`
    if (row % 100 === 30 && last.length > 0) {
      cells.splice(0, cells.length, ...last)
      repeated.push(row)
    }
    if (row % 100 === 50) {
      if (row % 200 === 50) cells[1] = ''
      else cells.push('more')
      failing.push(row)
    }
    // A row may end with cells too many, or without its last blank cells.
    if (row % 10 === 4) cells.push('', '')
    if (row % 10 === 5) cells.splice(22, 2)
    last = cells.slice(0, 24)
    lines.push(cells.join(','))
  }
  const text = `${lines.join('\n')}\n`
  return { bytes: new TextEncoder().encode(`\ufeff${text}`), text, failing, repeated }
}
