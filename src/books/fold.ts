// Search, sort keys and facets compare text without case and accents.

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

/** Most text is ASCII, where lower case is all that folding does. */
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text)

const expand = (sign: string) => {
  const parts = sign.normalize('NFKC')
  return parts.length > 4 ? sign : parts
}

/**
 * @returns `text` in lower case, without accents, width and ligatures. It goes through upper case, because only that turns
 *   ß into ss and the dotless ı into i. A sign that stands for a whole phrase stays.
 */
export const fold = (text: string): string => (isAscii(text) ? text.toLowerCase() : foldAny(text))

const foldAny = (text: string): string =>
  text
    .toUpperCase()
    .toLowerCase()
    .replace(/[^ -~]/gu, expand)
    .toLowerCase()
    .normalize('NFD')
    .replace(accents, '')
    .replace(plainLetters, (letter) => plain[letter] ?? letter)
    .normalize('NFC')
