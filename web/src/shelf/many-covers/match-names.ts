import type { ListedBook } from 'bookplate/client'
import { fold } from '../../../../src/books/fold.ts'
import { readIsbn } from '../../../../src/books/isbn.ts'
import { similarWords } from './similar-words.ts'

export type Matched = Pick<
  ListedBook,
  'id' | 'title' | 'authors' | 'series' | 'series_number' | 'isbn' | 'version' | 'thumbnail_url'
>

interface Candidate {
  book: Matched
  /** 0 to 1. */
  score: number
}

export interface Match {
  /** The books that come closest, best first. */
  candidates: Matched[]
  /** The id of the book, if the name leaves little doubt. */
  chosen: string | undefined
  isSure: boolean
}

const articles = new Set([
  'the',
  'a',
  'an',
  'der',
  'die',
  'das',
  'le',
  'la',
  'les',
  'el',
  'il',
  'and',
  'und',
  'et',
])
/** Words that people and programs put into the name of an image of a cover. */
const noise = new Set(
  'cover covers front frontcover book ebook buch img image scan large small medium thumb thumbnail hq copy kopie final umschlag titel by von'.split(
    ' ',
  ),
)

const wordsOf = (text: string): string[] => {
  const folded = fold(text).trim()
  const words = folded
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !articles.has(word))
  // A title may have nothing but a sign or an article.
  return words.length === 0 && folded !== '' ? [folded] : words
}

const isNumber = (word: string) => /^\d{1,3}$/.test(word)

const weightOf = (words: readonly string[]) => words.reduce((sum, word) => sum + Math.min(word.length, 8), 0)

interface Name {
  words: readonly string[]
  /** The words of books that are meant by each word of the name. */
  meant: ReadonlyMap<string, ReadonlySet<string>>
  /** All of them. */
  all: ReadonlySet<string>
}

const shareOf = ({ words, meant, all }: Name, title: readonly string[], known: readonly string[]): number => {
  const found = title.filter((word) => all.has(word))
  const strange = words.filter((word) => {
    const ofBooks = meant.get(word)
    const isOfBook = (one: string) => ofBooks?.has(one)
    return !title.some(isOfBook) && !known.some(isOfBook) && !/^(1[5-9]|20)\d\d$/.test(word)
  })
  // Volume 2 is not volume 3.
  const isOther = title.some((word) => !all.has(word) && isNumber(word)) || strange.some(isNumber)
  const share = weightOf(found) / Math.max(1, weightOf(title))
  const doubt = weightOf(strange) / Math.max(1, weightOf(words))
  return share * (1 - 0.6 * doubt) * (isOther ? 0.4 : 1)
}

/** The words of a book, which are compared with many names. */
const readBook = (book: Matched) => {
  const main = /^(.{3,}?)\s*[:;(–—]/.exec(book.title)?.[1]
  return {
    book,
    title: wordsOf(book.title),
    main: main === undefined ? undefined : wordsOf(main),
    known: wordsOf([...book.authors, book.series ?? '', book.series_number ?? ''].join(' ')),
  }
}

type ReadBook = ReturnType<typeof readBook>

const scoreOf = (name: Name, { title, main, known }: ReadBook): number =>
  Math.max(shareOf(name, title, known), main ? 0.97 * shareOf(name, main, [...known, ...title]) : 0)

const isbnIn = (name: string): string | undefined =>
  (name.match(/(?:97[89][-\s]?)?\d[-\s\d]{8,15}[\dXx]/g) ?? []).map(readIsbn).find(Boolean)

const least = { sure: 0.88, likely: 0.7, shown: 0.3 }
const leastLead = 0.1
const shownCandidates = 6

const matchName = (fileName: string, { books, meantBy }: Library): Match & { score: number } => {
  const name = fileName.replace(/\.\w{2,5}$/, '')
  const isbn = isbnIn(name)
  const exact = isbn === undefined ? [] : books.filter(({ book }) => book.isbn === isbn)
  if (exact[0] && exact.length === 1)
    return { candidates: [exact[0].book], chosen: exact[0].book.id, isSure: true, score: 2 }
  const words = wordsOf(name.replace(/\d{2,5}\s?[x×]\s?\d{2,5}/g, ' ').replace(/\(\d+\)\s*$/, '')).filter(
    (word) => !noise.has(word),
  )
  const meant = new Map(words.map((word) => [word, meantBy(word)]))
  const all = new Set([...meant.values()].flatMap((found) => [...found]))
  const ranked: Candidate[] = books
    .filter(({ title }) => title.some((word) => all.has(word)))
    .map((one) => ({ book: one.book, score: scoreOf({ words, meant, all }, one) }))
    .filter(({ score }) => score >= least.shown)
    .sort((a, b) => b.score - a.score)
    .slice(0, shownCandidates)
  const [best, second] = ranked
  const score = best?.score ?? 0
  const leads = score - (second?.score ?? 0) >= leastLead
  return {
    candidates: ranked.map(({ book }) => book),
    chosen: leads && score >= least.likely ? best?.book.id : undefined,
    isSure: leads && score >= least.sure,
    score,
  }
}

const readLibraryWords = (all: readonly Matched[]) => {
  const books = all.map(readBook)
  return { books, meantBy: similarWords(books.flatMap(({ title, known }) => [...title, ...known])) }
}

type Library = ReturnType<typeof readLibraryWords>

type Scored = ReturnType<typeof matchName>

const withoutTaken = (matches: readonly Scored[]): Match[] =>
  matches.map(({ score, ...match }, at) => {
    const isTaken = matches.some(
      (other, place) =>
        other.chosen !== undefined &&
        other.chosen === match.chosen &&
        (other.score > score || (other.score === score && place < at)),
    )
    return isTaken ? { ...match, chosen: undefined, isSure: false } : match
  })

/** The page can draw a frame in between. */
const maxStepMs = 12

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

/**
 * Matches the names of images to books. Of several images for one book, the best one gets it. Hundreds of names take a
 * second, but never the page.
 */
export const matchNames = async (
  names: readonly string[],
  books: readonly Matched[],
  signal?: AbortSignal,
): Promise<Match[]> => {
  const library = readLibraryWords(books)
  const matches: Scored[] = []
  let started = performance.now()
  for (const name of names) {
    matches.push(matchName(name, library))
    if (performance.now() - started < maxStepMs) continue
    await nextTask()
    signal?.throwIfAborted()
    started = performance.now()
  }
  return withoutTaken(matches)
}
