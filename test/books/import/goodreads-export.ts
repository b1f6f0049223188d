import { randomFrom } from '../../support/random.ts'

const header =
  'Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,' +
  'Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,' +
  'Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies'

const titles = [
  'Dune (Dune, #1)',
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
]
const authors = [
  'Frank   Herbert',
  'Stephen King',
  "Flann O'Brien",
  'Gabriel García Márquez',
  '三島由紀夫',
  'J.R.R. Tolkien',
]
const moreAuthors = ['', '', 'Neil Gaiman', 'Jay Rubin (Translator), Philip Gabriel']
const shelves = [
  '',
  'to-read',
  'favorites, sci-fi',
  'science-fiction, currently-reading',
  'ya-fantasy',
  'mystery-thriller, own',
  'poetry',
  'childrens, picture-books',
  'history, non-fiction',
  'popular-science',
  '2019-romance-challenge',
  '日本文学',
]
const reviews = [
  '',
  '',
  'Loved it.<br/><br/>Would read <i>again</i> &amp; again &lt;3',
  'He said ""no"", she said ""yes"",\nthen both left.\r\n\r\nThe end.',
  '<b>Warning</b>: <spoiler>everybody dies</spoiler> <a href=""https://example.com/?a=1&amp;b=2"" rel=""nofollow"">more</a>',
  'Better than [b:Dune Messiah|44492285|Dune Messiah (Dune, #2)|Frank Herbert|https://images.example.com/1.jpg|3634570].',
  '=HYPERLINK(""http://example.com"",""click"")',
  '  I &#9829; it — “truly”, it’s <3 &nbsp;',
]

const quoted = (text: string) => `"${text}"`
const isbnCell = (isbn: string, style: number) =>
  [`="${isbn}"`, `"=""${isbn}"""`, '=""', '"="""""'][style % 4] ?? ''
const pad = (value: number) => String(value).padStart(2, '0')

export interface MadeExport {
  bytes: Uint8Array
  /** Rows that cannot be imported: no title, a title or review that is too long, missing cells, an impossible day. */
  failing: number[]
  /** Rows with the title of an earlier row, but with another author. */
  repeated: number[]
}

/**
 * @returns a library as Goodreads exports it, with its quirks: a byte order mark, `="…"` cells with and without quotes
 *   around them, HTML and links in reviews, quoted line breaks of both kinds, any script, missing dates and ISBNs.
 *   Of a hundred rows one fails, and one repeats a title
 */
export const makeGoodreadsExport = (rows: number, seed: number): MadeExport => {
  const random = randomFrom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const lines = [header]
  const failing: number[] = []
  const repeated: number[] = []
  let lastTitle = ''

  const breakCells = (cells: string[], way: number) => {
    if (way === 0) cells[1] = ''
    else if (way === 1) cells[1] = 'x'.repeat(201)
    else if (way === 2) cells[19] = quoted('Far too long. '.repeat(400))
    else if (way === 3) cells.length = 12
    else cells[15] = '2023/02/30'
  }

  for (let row = 1; row <= rows; row++) {
    const author = pick(authors)
    const shelf = pick(shelves)
    const isRepeat = row % 100 === 99 && row > 1
    const title = isRepeat ? lastTitle : quoted(`${pick(titles).replaceAll('"', '""')} ${row}`)
    const isbn = String(Math.floor(random() * 1e10)).padStart(10, '0')
    const cells = [
      String(row),
      title,
      author,
      quoted(author.split(/\s+/).reverse().join(', ')),
      quoted(pick(moreAuthors)),
      isbnCell(isbn, row),
      isbnCell(`978${isbn}`, row),
      String(row % 6),
      '3.85',
      pick(['Ace', '', quoted('Farrar, Straus and Giroux')]),
      pick(['Paperback', 'Kindle Edition', '']),
      pick(['300', '']),
      '2005',
      pick(['1965', '-800', '']),
      pick(['2023/04/15', '']),
      row % 50 === 7 ? '' : `${2008 + (row % 15)}/${pad(1 + (row % 12))}/${pad(1 + (row % 28))}`,
      quoted(shelf),
      quoted(
        shelf
          .split(', ')
          .filter(Boolean)
          .map((name) => `${name} (#${row})`)
          .join(', '),
      ),
      pick(['read', 'to-read', 'currently-reading']),
      quoted(pick(reviews)),
      pick(['', 'true']),
      quoted(pick(['', 'Lent to Sam,\nask for it'])),
      '1',
      '0',
    ]
    if (isRepeat) {
      cells[2] = `Another Author ${row}`
      repeated.push(row)
    }
    lastTitle = title
    if (row % 100 === 50) {
      breakCells(cells, Math.floor(row / 100) % 5)
      failing.push(row)
    }
    lines.push(cells.join(','))
  }
  return { bytes: new TextEncoder().encode(`\ufeff${lines.join('\n')}\n`), failing, repeated }
}
