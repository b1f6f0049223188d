// Search compares words without case and accents. Books and queries are folded in the same way.

/** Accents, which combine with any letter. Vowel signs of Thai, Hindi and others belong to their script and stay. */
const accents = /[[\p{Mn}&&\p{Script=Inherited}]--[\u3099\u309a]]|[\p{Mn}&&\p{Script=Hebrew}]/gv

/** Letters that people also type in a plain form, and that Unicode does not decompose. */
const plain: Record<string, string> = {
  ς: 'σ',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ə: 'e',
}
const plainLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')

/** Scripts without spaces between words: a word may begin at any character of a run. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/v

const runs = new RegExp(
  `(?:${unspaced.source}\\p{Mn}*)+|(?:(?!${unspaced.source})[\\p{L}\\p{M}\\p{N}])+`,
  'gv',
)

/**
 * @returns `text` in lower case, without accents, width and ligatures. It goes through upper case, because only that turns
 *   ß into ss and the dotless ı into i. A sign that stands for a whole phrase stays.
 */
const fold = (text: string) =>
  Array.from(text.toUpperCase().toLowerCase(), expand)
    .join('')
    .toLowerCase()
    .normalize('NFD')
    .replace(accents, '')
    .replace(plainLetters, (letter) => plain[letter] ?? letter)
    .normalize('NFC')

const expand = (sign: string) => {
  const parts = sign.normalize('NFKC')
  return parts.length > 4 ? sign : parts
}

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

/** @returns the words of `text` as stored: a JSON array. It needs no escapes, because words are letters and digits. */
export const indexWords = (text: string): string => JSON.stringify(wordsOf(text))

/** @returns the text that stored words contain if one of them has this beginning */
export const needleOf = (beginning: string): string => `"${beginning}`

/** The columns that search reads, for those fields that are given. */
export const searchColumns = <F extends { title?: string | undefined; description?: string | undefined }>({
  title,
  description,
}: F) =>
  ({
    ...(title !== undefined && { titleWords: indexWords(title) }),
    ...(description !== undefined && { descriptionWords: indexWords(description) }),
  }) as F extends { title: string; description: string }
    ? { titleWords: string; descriptionWords: string }
    : { titleWords?: string; descriptionWords?: string }
