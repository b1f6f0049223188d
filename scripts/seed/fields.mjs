import { readIsbn } from '../../src/books/isbn.ts'
import { categories, formats, statuses } from '../../src/db/schema.ts'

const vocabulary =
  `amber anchor apple arrow atlas autumn beacon bell birch bramble bridge candle canyon castle cedar
  clock cloud comet copper coral cradle crow dawn desert dragon dream ember engine falcon feather fern field fire flute
  forest fountain fox garden ghost glass harbour hawthorn heron hollow honey island ivory jasmine juniper kettle kingdom
  lantern lark leaf letter library lily lion marble meadow mirror moon moss mountain night oak ocean orchard otter owl
  paper pearl pine planet quill rain raven river road rose saddle sail salt shadow silver snow song sparrow spring star
  stone storm summer swan thistle thorn tide tower valley velvet violet voyage water whale willow wind winter wolf
  wood`.split(/\s+/)

// Other words than those of the vocabulary, so that a search of the benchmark finds titles and descriptions alone.
const firstNames = 'Ada Bela Clara Dora Emil Frida Georg Hanna Ida Jonas Karl Lena Max Nora Olga Paul'.split(
  ' ',
)
const opinions =
  `brisk calm clever cold dull elegant even fair fine funny grim kind long odd plain proud quick sad slow
  sly subtle tender tense vivid warm wise witty`.split(/\s+/)
const tags = ['favourites', 'gothic', 'short', 'to lend', 'abroad', 'classics', 'on paper', 'reread']

const capital = (word) => word[0].toUpperCase() + word.slice(1)

/** An ISBN-10 has nine digits before the check digit. */
export const isbnOf = (number) => {
  const digits = String(number % 1e9).padStart(9, '0')
  return [...'0123456789X'].map((check) => readIsbn(digits + check)).find((isbn) => isbn !== undefined)
}

const day = (random, year) =>
  `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`

const readingOf = (random) => {
  const year = 2015 + Math.floor(random() * 11)
  return { started_on: day(random, year), finished_on: day(random, year + 1) }
}

/** @returns the fields of a book as readers have them: most of what an import of another site fills */
export const makeFields = (random, number) => {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const word = () => pick(vocabulary)
  const words = (count) => Array.from({ length: count }, word).join(' ')
  const title = `The ${word()} and the ${word()}, volume ${number}`
  const description = `A ${words(8)}. Then ${words(10)}, and after that ${words(12)}.`
  const status = statuses[Math.floor(random() * 6)] ?? 'read'
  const isRead = status === 'read'
  const isInSeries = number % 4 === 0
  return {
    title,
    description,
    category: categories[number % categories.length],
    authors: Array.from({ length: number % 8 ? 1 : 2 }, () => `${pick(firstNames)} Mc${capital(word())}`),
    series: isInSeries ? `Cycle ${Math.floor(number / 48)}` : null,
    series_number: isInSeries ? 1 + (number % 12) : null,
    isbn: number % 5 ? isbnOf(number) : null,
    publisher: `${capital(word())} Press`,
    published_year: 1900 + Math.floor(random() * 126),
    language: number % 10 ? 'en' : 'fr',
    pages: 80 + Math.floor(random() * 600),
    format: formats[number % formats.length],
    status,
    rating: isRead ? Math.ceil(random() * 20) / 4 : null,
    progress: status === 'reading' ? Math.round(random() * 100) / 100 : null,
    readings: isRead ? [readingOf(random)] : [],
    tags: tags.filter(() => random() < 0.2),
    review: number % 10 ? '' : `Is ${Array.from({ length: 30 }, () => pick(opinions)).join(', ')}.`,
    owned: number % 3 === 0,
  }
}
