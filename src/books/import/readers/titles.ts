import { bookFields } from '../../fields.ts'
import type { Reader } from './reader.ts'

export const title: Reader = {
  to: 'title',
  read: (cell, draft, column) => {
    draft.fileTitle ||= cell.trim()
    draft.setTitle(cell, column, cell)
  },
}

/** `Title (Series, #2)`, where the series may have parentheses, and the number may be a range. */
const withSeries =
  /^(?<title>[\s\S]*\S)\s*\((?<series>[^()]*(?:\([^()]*\)[^()]*)*?),?\s+#(?<number>[^()#]+)\)$/
/** `Discworld, #15; City Watch, #2`: the book gets the first of several series. */
const ofSeveral = /^(?<series>[^#;]*[^#;,\s]),?\s+#(?<number>[^#;]+);/
/** In UTF-16 units: a title and a series at their longest. */
const maxWithSeries = 1000
const numberForm = /^\d{1,4}(?:\.\d{1,2})?$/

/**
 * The title of Goodreads, with the series in parentheses. Of a range such as `#1-3` the field has no number, and of
 * several series it has the first one. Then the title is kept as it is.
 */
export const titleWithSeries: Reader = {
  to: 'title',
  read: (cell, draft, column) => {
    draft.fileTitle ||= cell.trim()
    // The pattern is slow on a long text, which no site has.
    const parts = cell.length <= maxWithSeries ? withSeries.exec(cell.trim())?.groups : undefined
    const several = ofSeveral.exec(parts?.series?.trim() ?? '')?.groups
    const series = several?.series ?? parts?.series?.trim().replace(/,$/, '') ?? ''
    if (!parts?.title || draft.has('series') || !bookFields.shape.series.safeParse(series).success)
      return draft.setTitle(cell, column, cell)
    draft.setTitle(parts.title, column, cell)
    draft.fields.series = series
    const number = (several ?? parts).number?.trim() ?? ''
    if (several) draft.reject(column, cell, 'second_value')
    if (numberForm.test(number)) draft.fields.series_number = Number(number)
    else if (!several) draft.reject(column, cell, 'invalid_number')
  },
}
