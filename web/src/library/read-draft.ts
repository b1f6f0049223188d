import type { Issue } from 'bookplate/client'
import { maxPages, maxSeriesNumber, maxYear, minYear } from '../../../src/books/limits.ts'
import type { BookFields } from './book.ts'
import { checkTexts } from './check-texts.ts'
import type { Draft } from './draft.ts'
import { numberReader, type Read, readIsbnText, readLanguage, readName } from './read-text.ts'

const readSeriesNumber = numberReader('decimal', 0, maxSeriesNumber, () => checkTexts.value.seriesNumber())
const readYear = numberReader('whole', minYear, maxYear, () => checkTexts.value.year)
const readPages = numberReader('whole', 1, maxPages, () => checkTexts.value.pages())
const readPercent = numberReader('decimal', 0, 100, () => checkTexts.value.percent)

const readProgress = (text: string): Read<number | null> => {
  const read = readPercent(text.replace(/%\s*$/, ''))
  return 'value' in read && read.value !== null ? { value: Math.round(read.value * 100) / 10_000 } : read
}

const as = <T>(value: T): Read<T> => ({ value })

/** How each field of the service is read from the form. */
const readers: { [Name in keyof BookFields]: (draft: Draft) => Read<BookFields[Name]> } = {
  title: ({ title }) => (title.trim() === '' ? { message: checkTexts.value.title } : as(title)),
  authors: ({ authors }) => as(authors.map((author) => author.trim())),
  description: ({ description }) => as(description),
  category: ({ category }) => as(category),
  series: ({ series }) => readName(series),
  series_number: ({ series_number }) => readSeriesNumber(series_number),
  isbn: ({ isbn }) => readIsbnText(isbn),
  publisher: ({ publisher }) => readName(publisher),
  published_year: ({ published_year }) => readYear(published_year),
  language: ({ language }) => readLanguage(language),
  pages: ({ pages }) => readPages(pages),
  format: ({ format }) => as(format),
  status: ({ status }) => as(status),
  rating: ({ rating }) => as(rating),
  progress: ({ progress }) => readProgress(progress),
  readings: ({ readings }) =>
    as(
      readings.map(({ started_on, finished_on }) => ({
        started_on: started_on || null,
        finished_on: finished_on || null,
      })),
    ),
  tags: ({ tags }) => as(tags),
  review: ({ review }) => as(review),
  notes: ({ notes }) => as(notes),
  owned: ({ owned }) => as(owned),
  extra: ({ extra }) => as(Object.fromEntries(extra)),
}

export const fieldNames = Object.keys(readers) as (keyof BookFields)[]

const readingIssues = ({ readings }: Draft): Issue[] =>
  readings.flatMap(({ started_on: from, finished_on: to }, at) =>
    from && to && to < from
      ? [{ path: `readings.${at}.finished_on`, message: checkTexts.value.reversed }]
      : [],
  )

const extraIssues = ({ extra }: Draft): Issue[] =>
  extra.flatMap(([name], at) => {
    if (name.trim() === '') return [{ path: `extra.${name}`, message: checkTexts.value.noName }]
    const isTwice = extra.some(([other], before) => before < at && other === name)
    return isTwice ? [{ path: `extra.${name}`, message: checkTexts.value.twice }] : []
  })

/** @returns the values of some fields for the service, and the issues of those that cannot be read */
export const readDraft = (
  draft: Draft,
  names: readonly (keyof BookFields)[],
): { fields: Partial<BookFields>; issues: Issue[] } => {
  const read = names.map((name) => [name, readers[name](draft)] as const)
  const values = read.flatMap(([name, result]) => ('value' in result ? [[name, result.value] as const] : []))
  return {
    fields: Object.fromEntries(values),
    issues: [
      ...read.flatMap(([path, result]) => ('message' in result ? [{ path, message: result.message }] : [])),
      ...(names.includes('readings') ? readingIssues(draft) : []),
      ...(names.includes('extra') ? extraIssues(draft) : []),
    ],
  }
}
