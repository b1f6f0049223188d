import type { ListedBook } from 'bookplate/client'
import { statusName } from '../library/field-names.ts'
import { seriesText } from '../library/names.ts'
import { categoryName } from '../router/categories.ts'
import { shelfTexts } from './texts.ts'

const Rating = ({ rating }: { rating: number }) => (
  <>
    <span aria-hidden="true">★ {rating}</span>
    <span class="visually-hidden">{shelfTexts.value.stars(rating)}</span>
  </>
)

/** Status, rating and series, and the category where there is room. */
export const CardMeta = ({ book }: { book: ListedBook }) => {
  const { status, rating, series, series_number, category } = book
  const parts = [
    status && statusName(status),
    rating && <Rating rating={rating} />,
    seriesText(series, series_number),
    category && categoryName(category),
  ].filter(Boolean)
  return <span class="card-meta">{parts.flatMap((part, at) => (at > 0 ? [' · ', part] : [part]))}</span>
}
