import type { ListedBook } from 'bookplate/client'
import { fold } from '../../../../src/books/fold.ts'
import { readIsbn } from '../../../../src/books/isbn.ts'

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

const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !articles.has(word))

const isNumber = (word: string) => /^\d{1,3}$/.test(word)

/** Whether `b` comes from `a` by at most `most` letters that are added, left out or exchanged. */
const isNear = (a: string, b: string, most: number): boolean => {
  if (Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
    }
    row = next
  }
  return (row[b.length] ?? most + 1) <= most
}

const isSame = (a: string, b: string): boolean =>
  a === b || (a.length >= 5 && a[0] === b[0] && !/\d/.test(a + b) && isNear(a, b, a.length >= 9 ? 2 : 1))

const weightOf = (words: readonly string[]) => words.reduce((sum, word) => sum + Math.min(word.length, 8), 0)

const shareOf = (name: readonly string[], title: readonly string[], known: readonly string[]): number => {
  const has = (words: readonly string[], word: string) => words.some((other) => isSame(word, other))
  const found = title.filter((word) => has(name, word))
  const strange = name.filter(
    (word) => !has(title, word) && !has(known, word) && !/^(1[5-9]|20)\d\d$/.test(word),
  )
  // Volume 2 is not volume 3.
  const isOther = [...title, ...strange].some(
    (word) => isNumber(word) && !(has(name, word) && has([...title, ...known], word)),
  )
  const share = weightOf(found) / Math.max(1, weightOf(title))
  const doubt = weightOf(strange) / Math.max(1, weightOf(name))
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

const scoreOf = (name: readonly string[], { title, main, known }: ReadBook): number =>
  Math.max(shareOf(name, title, known), main ? 0.97 * shareOf(name, main, [...known, ...title]) : 0)

const isbnIn = (name: string): string | undefined =>
  (name.match(/(?:97[89][-\s]?)?\d[-\s\d]{8,15}[\dXx]/g) ?? []).map(readIsbn).find(Boolean)

const least = { sure: 0.88, likely: 0.7, shown: 0.3 }
const leastLead = 0.1
const shownCandidates = 6

const matchName = (fileName: string, books: readonly ReadBook[]): Match & { score: number } => {
  const name = fileName.replace(/\.\w{2,5}$/, '')
  const isbn = isbnIn(name)
  const exact = isbn === undefined ? [] : books.filter(({ book }) => book.isbn === isbn)
  if (exact[0] && exact.length === 1)
    return { candidates: [exact[0].book], chosen: exact[0].book.id, isSure: true, score: 2 }
  const words = wordsOf(name.replace(/\d{2,5}\s?[x×]\s?\d{2,5}/g, ' ').replace(/\(\d+\)\s*$/, '')).filter(
    (word) => !noise.has(word),
  )
  const ranked: Candidate[] = books
    .map((one) => ({ book: one.book, score: scoreOf(words, one) }))
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

/** Matches the names of images to books. Of several images for one book, the best one gets it. */
export const matchNames = (names: readonly string[], books: readonly Matched[]): Match[] => {
  const read = books.map(readBook)
  const matches = names.map((name) => matchName(name, read))
  return matches.map(({ score, ...match }, at) => {
    const isTaken = matches.some(
      (other, place) =>
        other.chosen !== undefined &&
        other.chosen === match.chosen &&
        (other.score > score || (other.score === score && place < at)),
    )
    return isTaken ? { ...match, chosen: undefined, isSure: false } : match
  })
}
