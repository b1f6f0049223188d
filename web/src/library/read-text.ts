import { readIsbn } from '../../../src/books/isbn.ts'

/** A value, or the message for a text that has none. */
export type Read<T> = { value: T } | { message: string }

/** Reads a text of the form. Null stands for a blank text. */
type Reader<T> = (text: string) => Read<T | null>

const orNull =
  <T>(read: Reader<T>): Reader<T> =>
  (text) =>
    text.trim() === '' ? { value: null } : read(text.trim())

export const readName: Reader<string> = orNull((value) => ({ value }))

export const readIsbnText: Reader<string> = orNull((text) => {
  const value = readIsbn(text)
  return value === undefined ? { message: 'This is not an ISBN: a digit is wrong or missing.' } : { value }
})

export const readLanguage: Reader<string> = orNull((text) => {
  try {
    return { value: Intl.getCanonicalLocales(text)[0] ?? text }
  } catch {
    return { message: 'Enter a language code, such as en or pt-BR.' }
  }
})

// A comma separates decimals in most of Europe. Three digits behind it may be thousands, so they are no number here.
const forms = { whole: /^-?\d{1,9}$/, decimal: /^\d{1,9}([.,]\d{1,2})?$/ }

/** @param message for text that is not a number of this form between `min` and `max` */
export const numberReader = (
  form: keyof typeof forms,
  min: number,
  max: number,
  message: string,
): Reader<number> =>
  orNull((text) => {
    const value = forms[form].test(text) ? Number(text.replace(',', '.')) : Number.NaN
    return value >= min && value <= max ? { value } : { message }
  })
