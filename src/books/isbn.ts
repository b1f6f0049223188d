/** The digits of an ISBN as people write it: with hyphens or spaces of any kind between them. */
const separators = /[\s\p{Pd}\u00ad]/gu

const isbn10 = /^\d{9}[\dX]$/
const isbn13 = /^97[89]\d{10}$/

/** The check digit of the first twelve digits of an ISBN-13 (ISO 2108, annex A). */
const checkDigit = (digits: string): string => {
  const sum = [...digits.slice(0, 12)].reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1),
    0,
  )
  return String((10 - (sum % 10)) % 10)
}

const isValid10 = (text: string): boolean => {
  const values = [...text].map((digit) => (digit === 'X' ? 10 : Number(digit)))
  return values.reduce((total, value, at) => total + value * (10 - at), 0) % 11 === 0
}

/**
 * @param text an ISBN-10 or ISBN-13, with or without hyphens and spaces
 * @returns its 13 digits; undefined if it is no ISBN, or its check digit is wrong
 */
export const readIsbn = (text: string): string | undefined => {
  const digits = text.replace(separators, '').toUpperCase()
  if (isbn13.test(digits)) return checkDigit(digits) === digits[12] ? digits : undefined
  if (!isbn10.test(digits) || !isValid10(digits)) return undefined
  const start = `978${digits.slice(0, 9)}`
  return start + checkDigit(start)
}

/** @returns the ISBN-10 with the same meaning as an ISBN of 13 digits; undefined for one that begins with 979 */
export const isbn10Of = (isbn: string): string | undefined => {
  if (!isbn.startsWith('978')) return undefined
  const digits = isbn.slice(3, 12)
  const check = ['X', ...'0123456789'].find((last) => isValid10(digits + last))
  return check && digits + check
}
