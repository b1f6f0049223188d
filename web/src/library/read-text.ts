import { languageOf } from '../../../src/books/import/readers/language-names.ts'
import { readIsbn } from '../../../src/books/isbn.ts'
import { checkTexts } from './check-texts.ts'

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
  return value === undefined ? { message: checkTexts.value.isbn } : { value }
})

export const readLanguage: Reader<string> = orNull((text) => {
  const value = languageOf(text)
  return value === undefined ? { message: checkTexts.value.language } : { value }
})

// A comma separates decimals in most of Europe. Three digits behind it may be thousands, so they are no number here.
const forms = { whole: /^-?\d{1,9}$/, decimal: /^\d{1,9}([.,]\d{1,2})?$/ }

/** @param message for text that is not a number of this form between `min` and `max` */
export const numberReader = (
  form: keyof typeof forms,
  min: number,
  max: number,
  message: () => string,
): Reader<number> =>
  orNull((text) => {
    const value = forms[form].test(text) ? Number(text.replace(',', '.')) : Number.NaN
    return value >= min && value <= max ? { value } : { message: message() }
  })
