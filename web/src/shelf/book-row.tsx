import { Cover } from '../cover/cover.tsx'
import { NextStep } from '../reading/next-step.tsx'
import { RatingInput } from '../reading/rating-input.tsx'
import { CardMeta } from './card-meta.tsx'
import { Entry, type EntryProps, hrefOf } from './entry.ts'
import { SelectBox } from './selection/select-box.tsx'

// The row shows one line. The browser would measure all of a longer text.
const firstLine = (description: string) => description.slice(0, 250).toWellFormed()

/** A book in the list view. */
export class BookRow extends Entry {
  override render(props: EntryProps) {
    const { book, isLight } = props
    return (
      <li class="row" data-book={book.id}>
        {!isLight && <SelectBox book={book} />}
        <a href={hrefOf(props)}>
          <Cover book={book} size="thumbnail" isLazy />
          <span class="row-title" dir="auto">
            {book.title}
          </span>
          <span class="row-description" dir="auto">
            {[book.authors.join(', '), firstLine(book.description)].filter(Boolean).join(' · ')}
          </span>
          <span class="row-category" data-category={book.category}>
            {book.category && <span class="swatch" />}
            <CardMeta book={book} />
          </span>
        </a>
        {!isLight && <NextStep book={book} />}
        <RatingInput book={book} isLight={isLight} />
      </li>
    )
  }
}
