import { maxLanguageLength, maxNameLength, maxTagLength } from '../../../src/books/limits.ts'

const isOneOf =
  <Value extends string>(...values: Value[]) =>
  (text: string): text is Value =>
    values.some((value) => value === text)
const isText =
  (max: number) =>
  (text: string): text is string =>
    text.trim() !== '' && Array.from(text).length <= max

/** @returns the tag as the service stores it, for example en-GB for en-gb; undefined for none */
const languageOf = (tag: string): string | undefined => {
  try {
    return tag.length <= maxLanguageLength ? Intl.getCanonicalLocales(tag)[0] : undefined
  } catch {
    return undefined
  }
}
/** 0.25 to 5, in quarters. */
const isRating = (text: string): text is string =>
  /^[0-5](\.(25|5|75))?$/.test(text) && Number(text) > 0 && Number(text) <= 5

/** Which values the service accepts for each filter, besides `category` and `q`. The order is that of the page. */
const rules = {
  status: isOneOf('want_to_read', 'reading', 'read', 'did_not_finish'),
  tag: isText(maxTagLength),
  author: isText(maxNameLength),
  series: isText(maxNameLength),
  format: isOneOf('hardcover', 'paperback', 'ebook', 'audiobook', 'other'),
  language: (text: string): text is string => languageOf(text) !== undefined,
  rating_min: isRating,
  owned: isOneOf('true', 'false'),
  cover: isOneOf('none'),
}

export type FilterName = keyof typeof rules
export const filterNames = Object.keys(rules) as FilterName[]

type ValueOf<Rule> = Rule extends (text: string) => text is infer Value & string ? Value & string : never

/** The filters that are set, with the values that the service takes. */
export type Filters = { readonly [Name in FilterName]?: ValueOf<(typeof rules)[Name]> }

/** Reads the filters of an address. A value that the service would not accept is left out. */
export const readFilters = (parameters: URLSearchParams): Filters =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = parameters.get(name)
      if (value === null || !rules[name](value)) return []
      return [[name, name === 'language' ? languageOf(value) : value]]
    }),
  )

/** @param value undefined removes the filter */
export const withFilter = (filters: Filters, name: FilterName, value: string | undefined): Filters => {
  const { [name]: _, ...others } = filters
  return value === undefined ? others : { ...others, [name]: value }
}
