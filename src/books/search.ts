// Search compares words without case and accents. Both sides go through `wordsOf`, so what it folds away never counts.

/** Marks that are accents on any letter; vowel signs of Thai, Hindi and others belong to their script and stay. */
const accents = /[[\p{Mn}&&\p{Script=Inherited}]--[\u3099\u309a]]|[\p{Mn}&&\p{Script=Hebrew}]/gv

/** Letters that people type without their stroke, but that Unicode does not take apart. */
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

/** Scripts that put no spaces between words: there any place in a run may be where a word begins. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/v

const runs = new RegExp(
  `(?:${unspaced.source}\\p{Mn}*)+|(?:(?!${unspaced.source})[\\p{L}\\p{M}\\p{N}])+`,
  'gv',
)

/**
 * `text` as search compares it: lower case, without accents, width and ligatures. Upper case first, because only
 * that turns ß into ss and the dotless ı into i. Long expansions (one sign for a whole phrase) stay as they are.
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

/** Each sign of an unspaced run with the one after it. The last one stands alone. */
const pairsOf = (run: string) => Array.from(run).map((sign, at, signs) => sign + (signs[at + 1] ?? ''))

/**
 * The different words of `text` as search compares them; a script without spaces gives pairs of signs.
 */
const wordsOf = (text: string): string[] => [
  ...new Set((fold(text).match(runs) ?? []).flatMap((run) => (unspaced.test(run) ? pairsOf(run) : [run]))),
]

/**
 * The beginnings that words of a book must have to match `query`. None if the query holds no word, and then no book
 * matches. Of `sta` and `star` only the longer is asked for.
 */
export const beginningsOf = (query: string): string[] => {
  const found = (fold(query).match(runs) ?? []).flatMap((run) =>
    unspaced.test(run) ? pairsOf(run).slice(0, Math.max(1, Array.from(run).length - 1)) : [run],
  )
  const beginnings = [...new Set(found)]
  return beginnings.filter((one) => !beginnings.some((other) => other !== one && other.startsWith(one)))
}

/** @returns the words of `text` as they are stored: a JSON array, which needs no escapes, words being letters and digits */
export const indexWords = (text: string): string => JSON.stringify(wordsOf(text))

/** What stored words contain if one of them begins so. */
export const needleOf = (beginning: string): string => `"${beginning}`

/** The columns that search looks at, for those texts that are there. */
export const searchColumns = ({
  title,
  description,
}: {
  title?: string | undefined
  description?: string | undefined
}) => ({
  ...(title !== undefined && { titleWords: indexWords(title) }),
  ...(description !== undefined && { descriptionWords: indexWords(description) }),
})
