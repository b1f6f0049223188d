import { computed } from '@preact/signals'
import { number } from '../i18n/format.ts'
import { locale } from '../i18n/language.ts'
import type { Facets } from '../library/facets.ts'
import { yearText } from '../library/names.ts'
import {
  type BookGroup,
  type HeadingKind,
  type HeadingValue,
  initialOf,
  pagesPerHeading,
} from './group-books.ts'
import { shelfTexts } from './texts.ts'

const months = computed(
  () => new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
)
const dateOf = (month: HeadingValue) => new Date(`${month}-01T00:00:00Z`)

/** `–` between two ends, or one of them if they are the same. */
const range = (from: string, to: string) => (from === to ? from : `${from} – ${to}`)

const withoutValue = (kind: HeadingKind): string => shelfTexts.value.without[kind]

/** @param first @param last of the values of a group, in the order of the list */
const textOf = (kind: HeadingKind, first: HeadingValue, last: HeadingValue): string => {
  if (first === null) return withoutValue(kind)
  const [low, high] = String(first) < String(last) ? [first, last] : [last, first]
  switch (kind) {
    case 'month':
      return first === last
        ? months.value.format(dateOf(first))
        : months.value.formatRange(dateOf(low), dateOf(high))
    case 'rating':
      return `★ ${number(Number(first))}`
    case 'published':
      return range(
        yearText(Math.min(Number(first), Number(last))),
        yearText(Math.max(Number(first), Number(last))),
      )
    case 'finished':
      return range(String(low), String(high))
    case 'pages': {
      const [from, to] = [Math.min(Number(first), Number(last)), Math.max(Number(first), Number(last))]
      return shelfTexts.value.pageRange(from, to + pagesPerHeading - 1)
    }
    default:
      return range(String(first), String(last))
  }
}

/** `November 2026`, `A – C`, `★ 4.5` */
export const headingText = ({ kind, values }: BookGroup): string =>
  textOf(kind, values[0] ?? null, values.at(-1) ?? null)

/** @returns the heading of one value, as the scrubber says it */
export const valueText = (kind: HeadingKind, value: HeadingValue): string => textOf(kind, value, value)

const facetOf = (kind: HeadingKind, isByAuthor: boolean) =>
  kind === 'month'
    ? ('month_added' as const)
    : kind === 'rating'
      ? ('rating' as const)
      : kind === 'series'
        ? ('series' as const)
        : kind === 'initial'
          ? isByAuthor
            ? ('author_initial' as const)
            : ('title_initial' as const)
          : undefined

/** @returns how many books of the library have the values of the group, or undefined if that was not counted */
export const countOfGroup = (
  { kind, values }: BookGroup,
  facets: Facets,
  isByAuthor: boolean,
): number | undefined => {
  const name = facetOf(kind, isByAuthor)
  const counted: readonly { value: string | number; count: number }[] | undefined = name && facets[name]
  if (!counted || values.includes(null)) return undefined
  const counts = values.map((value) => {
    const same = counted.filter(
      (one) => (kind === 'initial' ? initialOf(String(one.value)) : one.value) === value,
    )
    return same.reduce((sum, { count }) => sum + count, 0)
  })
  return counts.every((count) => count > 0) ? counts.reduce((sum, count) => sum + count, 0) : undefined
}
