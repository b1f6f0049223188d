import { fold } from './fold.ts'
import { isbn10Of } from './isbn.ts'

// Search compares words without case and accents. Books and queries are folded in the same way.

/** Scripts without spaces between words: a word may begin at any character of a run. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/v

const runs = new RegExp(
  `(?:${unspaced.source}\\p{Mn}*)+|(?:(?!${unspaced.source})[\\p{L}\\p{M}\\p{N}])+`,
  'gv',
)

/** @returns each character of an unspaced run with the next one; the last one alone */
const pairsOf = (run: string) => Array.from(run).map((sign, at, signs) => sign + (signs[at + 1] ?? ''))

/** @returns the distinct words of `text`, folded; a script without spaces gives pairs of characters */
const wordsOf = (text: string): string[] => [
  ...new Set((fold(text).match(runs) ?? []).flatMap((run) => (unspaced.test(run) ? pairsOf(run) : [run]))),
]

/**
 * @returns the beginnings of words that a book must have to match `query`. An empty list, for a query without a word,
 *   matches no book. Of `sta` and `star` only the longer one is needed.
 */
export const beginningsOf = (query: string): string[] => {
  const found = (fold(query).match(runs) ?? []).flatMap((run) =>
    unspaced.test(run) ? pairsOf(run).slice(0, Math.max(1, Array.from(run).length - 1)) : [run],
  )
  const beginnings = [...new Set(found)]
  return beginnings.filter((one) => !beginnings.some((other) => other !== one && other.startsWith(one)))
}

/**
 * Begins an ISBN among the stored words. No word of a query has it, so that `1984` does not find the ISBN-10s of a publisher.
 */
const isbnMark = '#'

/** A query for books. */
export interface SearchTerms {
  /** A book must have words with each of these beginnings. */
  beginnings: string[]
  /** Besides, its ISBN must have the beginning, or its words must have each of the others. */
  isbn?: { beginning: string; orBeginnings: string[] }
}

const gap = '[\\s\\p{Pd}\\u00ad]*'
/** Groups of digits as in an ISBN, perhaps after "ISBN" or "ISBN-13:". */
const isbnLike = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])(?:isbn(?:${gap}1[03](?!\\d))?[\\s:]*)?(\\d(?:${gap}\\d)*(?:${gap}x)?)(?![\\p{L}\\p{M}\\p{N}])`,
  'gu',
)
/** Shorter numbers are years and volumes, unless they begin as all ISBN-13 do. */
const isIsbnStart = (digits: string) => digits.length <= 13 && (digits.length > 4 || /^97[89]/.test(digits))

/** @returns the terms of a query. A number may be a part of a text, or the beginning of an ISBN, however it is typed. */
export const termsOf = (query: string): SearchTerms => {
  const folded = fold(query)
  const found = [...folded.matchAll(isbnLike)].map(({ 0: typed, 1: groups = '', index }) => ({
    typed,
    index,
    digits: groups.replace(/[^\dx]/g, ''),
  }))
  const isbn = found.find(({ digits }) => isIsbnStart(digits))
  if (!isbn) return { beginnings: beginningsOf(folded) }
  const rest = `${folded.slice(0, isbn.index)} ${folded.slice(isbn.index + isbn.typed.length)}`
  return {
    beginnings: beginningsOf(rest),
    isbn: { beginning: isbnMark + isbn.digits, orBeginnings: beginningsOf(isbn.typed) },
  }
}

/** @returns the words of `text` as stored: a JSON array. It needs no escapes, because words are letters and digits. */
export const indexWords = (text: string): string => JSON.stringify(wordsOf(text))

/** @returns both forms of an ISBN of 13 digits as stored; those that begin with 979 have one */
export const indexIsbn = (isbn: string | null): string => {
  const forms = isbn === null ? [] : [isbn, isbn10Of(isbn)]
  return JSON.stringify(forms.flatMap((form) => (form ? [isbnMark + form.toLowerCase()] : [])))
}

/** @returns the text that stored words contain if one of them has this beginning */
export const needleOf = (beginning: string): string => `"${beginning}`
