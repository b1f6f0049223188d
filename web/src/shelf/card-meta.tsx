import type { ListedBook } from 'bookplate/client'
import { statusName } from '../library/field-names.ts'
import { seriesText } from '../library/names.ts'
import { readingTexts } from '../reading/texts.ts'
import { categoryName } from '../router/categories.ts'

/** `Reading, 40 %` */
const statusText = ({ status, progress }: ListedBook) =>
  status === 'reading' && progress !== null
    ? `${statusName(status)}, ${readingTexts.value.percent(progress)}`
    : status && statusName(status)

/** Status and series, and the category where there is room. */
export const CardMeta = ({ book }: { book: ListedBook }) => {
  const { series, series_number, category } = book
  const parts = [
    statusText(book),
    seriesText(series, series_number),
    category && categoryName(category),
  ].filter(Boolean)
  return <span class="card-meta">{parts.join(' · ')}</span>
}
