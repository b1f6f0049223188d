import { type BookFields, emptyFields } from '../../../src/books/fields.ts'
import { formats, statuses } from '../../../src/db/schema.ts'

const titles = [
  'The Owl',
  'Owl',
  'OWL wise',
  'Émile',
  'emile',
  'A',
  'An',
  'Zoë "x"',
  '猫',
  '+++',
  '𝒜',
  '\uffff',
  '\u{10000}',
  'L’Étranger',
  "L'Étranger",
  'l’',
  '1984',
  '100 Years',
  '20 000 Leagues',
  'Ærø',
  'Aero',
  'Straße',
  'STRASSE',
  'ﬁn',
  'fin',
  'İstanbul',
  'ısland',
  'ثرثرة فوق النيل',
  'الأيام',
  'בראשית',
  'Der Zauberberg',
  'Die',
  'Die Welle',
  '(The) Brackets',
  '…',
  '-',
  'O',
  'ο Οδυσσεύς',
  'か',
  'が',
  'カ',
  'ｶ',
  'ไทย',
  'हिन्दी',
  '한글',
  'x"y',
  'a\u0000b',
  'a\u0301',
  'á',
  '\u200fRTL',
  'z'.repeat(200),
  `${'z'.repeat(199)}y`,
]
const authors = [
  [],
  ['Mary Shelley'],
  ['MARY SHELLEY', 'Percy Shelley'],
  ['J. R. R. Tolkien'],
  ['J.R. Tolkien'],
  ['Émile Zola'],
  ['—'],
  ['---'],
  ['Straße'],
  ['نجيب محفوظ'],
  ['村上 春樹'],
  ['Ursula K. Le Guin'],
  ['ſ'],
  ['Plato'],
  ['Mary Shelley', 'Émile Zola'],
]
const series = [
  null,
  'Earthsea',
  'earthsea',
  'The Earthsea',
  'A',
  '+++',
  'Ærø',
  'سلسلة',
  'The Expanse',
  'Expanse 2',
]
const numbers = [null, 0, 1, 2, 2.5, 10, 9999.99, 0.01, 0.1, 99.99, 100]
const tags = [
  [],
  ['Gothic'],
  ['sci fi'],
  ['été', 'a"b\\c'],
  ['100% & more'],
  ['ж', 'Ж2'],
  ['ﬁn'],
  ['İ'],
  ['b', 'c'],
]
const isbns = [null, '9780141439471', '9791032305690', null]
const years = [null, -800, 0, 1818, 1984, 2026]
const pages = [null, 1, 99, 100, 1000, 100_000]
const ratings = [null, 0.25, 3, 4.75, 5]
const days = [null, '2024-02-29', '2025-12-31', '2026-01-01']
const languages = [null, 'en', 'en-GB', 'ar', 'zh-Hant']
const categories = [null, 'poetry', 'science'] as const

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** Books with each kind of odd text and missing value, in many combinations. */
export const oddBooks: BookFields[] = Array.from({ length: 260 }, (_, n): BookFields => {
  const [name, day] = [at(series, n * 3 + (n >> 4)), at(days, n >> 1)]
  return {
    ...emptyFields,
    title: at(titles, n),
    authors: at(authors, n * 7 + (n >> 5)),
    description: n % 11 === 0 ? 'Spice, and a wise owl of 1984.' : '',
    category: at(categories, n),
    series: name,
    series_number: name === null ? null : at(numbers, n * 5),
    isbn: at(isbns, n),
    published_year: at(years, n >> 1),
    pages: at(pages, n >> 2),
    rating: at(ratings, n),
    language: at(languages, n),
    format: at([null, ...formats], n),
    status: at([null, ...statuses], n),
    owned: at([null, true, false], n),
    tags: at(tags, n * 2 + (n >> 3)),
    readings: [day, at(days, n)].map((finished_on) => ({ started_on: null, finished_on })),
  }
})
