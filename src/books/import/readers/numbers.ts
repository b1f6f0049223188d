import { maxYear } from '../../limits.ts'
import type { Column } from '../column.ts'
import { readDate } from '../dates.ts'
import type { Draft } from '../draft.ts'
import type { Reader } from './reader.ts'

/** A decimal number, with a point or a comma. */
const numberIn = (text: string): number | undefined => {
  const bare = text.trim().replace(',', '.')
  return /^-?\d{1,9}(?:\.\d{1,9})?$/.test(bare) ? Number(bare) : undefined
}

const numeric = (
  to: Reader['to'] & ('pages' | 'series_number'),
  textOf: (cell: string) => string,
): Reader => ({
  to,
  read: (cell, draft, column) => {
    const value = numberIn(textOf(cell))
    // Without a number of pages, sites write 0.
    if (value === 0 && to === 'pages') return
    draft.set(to, value, column, cell, 'invalid_number')
  },
})

/** `604`, `604.0`, `321 pp.` */
export const pages = numeric('pages', (cell) => cell.replace(/\s*(?:p|pp|pages|pgs)\.?$/i, ''))

/** `2`, `#2`, `1.5` */
export const seriesNumber = numeric('series_number', (cell) => cell.replace(/^#/, ''))

/** Calibre writes 1.0 for a book without a series. */
export const seriesIndex: Reader = {
  to: 'series_number',
  read: (cell, draft, column) => {
    draft.seriesIndex = { column, cell }
  },
}

export const finishSeries = (draft: Draft): void => {
  if (!draft.seriesIndex) return
  const { column, cell } = draft.seriesIndex
  if (draft.has('series')) seriesNumber.read(cell, draft, column)
  else draft.keep(column, cell)
}

/** `2005`, `c2005`, `[2005]`, `-800` */
const yearForm = /^\[?c?(?<year>-?\d{1,4})(?:\.0)?\]?\.?$/

/** The first year that a date tells. No book before it has a day. */
const firstDatedYear = 1000

/** The year of a year or of a date. A date has more than the field, and is kept as well. */
export const year: Reader = {
  to: 'published_year',
  read: (cell, draft, column) => {
    const exact = yearForm.exec(cell.trim())?.groups?.year
    if (exact !== undefined) {
      // Year 0 did not exist: sites write it for an unknown year.
      if (Number(exact) !== 0) draft.set('published_year', Number(exact), column, cell, 'invalid_number')
      return
    }
    const date = readDate(cell, column)
    const found = date.problem === undefined ? date.day.slice(0, 4) : /^\d{4}(?=[-/.])/.exec(cell.trim())?.[0]
    if (found === undefined) return draft.reject(column, cell, 'invalid_number')
    // Calibre writes the year 101 for a date that is not defined, and others write the year 0.
    if (Number(found) < firstDatedYear) return draft.keep(column, cell)
    if (Number(found) > maxYear) return draft.reject(column, cell, 'invalid_number')
    draft.keep(column, cell)
    if (!draft.has('published_year')) draft.fields.published_year = Number(found)
  },
}

const outOf = /^(?<value>[\d.,]+)\s*\/\s*(?<best>\d{1,3})$/

const setRating = (stars: number | undefined, draft: Draft, column: Column, cell: string): void => {
  // Sites write 0 for a book without a rating.
  if (stars !== 0) draft.set('rating', stars, column, cell, 'invalid_rating')
}

/** Stars of five: `4`, `4.25`, `4,5`, `8/10`, `★★★★`. Of 7 nothing tells the scale. */
export const stars: Reader = {
  to: 'rating',
  read: (cell, draft, column) => {
    const signs = /^(?<full>★{0,5})(?<half>[½⯪])?☆*$/.exec(cell.trim())?.groups
    if (signs) return setRating((signs.full?.length ?? 0) + (signs.half ? 0.5 : 0), draft, column, cell)
    const { value, best } = outOf.exec(cell.trim())?.groups ?? {}
    if (value === undefined) return setRating(numberIn(cell), draft, column, cell)
    const number = numberIn(value)
    setRating(number === undefined ? undefined : (number * 5) / Number(best), draft, column, cell)
  },
}

/** `0.5`, `50 %`. A number over 1 without a sign may be a page. */
export const progress: Reader = {
  to: 'progress',
  read: (cell, draft, column) => {
    const percent = /^(?<value>[\d.,]+)\s*%$/.exec(cell.trim())?.groups?.value
    const value = percent === undefined ? numberIn(cell) : (numberIn(percent) ?? Number.NaN) / 100
    draft.set('progress', value, column, cell, 'invalid_number')
  },
}

/** The number of copies. More than one is kept as well. */
export const copies: Reader = {
  to: 'owned',
  read: (cell, draft, column) => {
    const value = numberIn(cell)
    if (value === undefined || value < 0) return draft.reject(column, cell, 'invalid_number')
    draft.set('owned', value > 0, column, cell)
    if (value > 1) draft.keep(column, cell)
  },
}
