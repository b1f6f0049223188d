import { Cover } from '../cover/cover.tsx'
import { Bookmark } from '../reading/bookmark.tsx'
import { NextStep } from '../reading/next-step.tsx'
import { RatingInput } from '../reading/rating-input.tsx'
import { CardMeta } from './card-meta.tsx'
import { Entry, type EntryProps, hrefOf } from './entry.ts'
import { SelectBox } from './selection/select-box.tsx'

/** A book in the covers view. */
export class BookCard extends Entry {
  override render(props: EntryProps) {
    const { book, isLight } = props
    return (
      <li class="card" data-book={book.id}>
        {!isLight && <SelectBox book={book} />}
        <a href={hrefOf(props)}>
          <Cover book={book} size="full" isLazy />
          <Bookmark book={book} />
          <span class="card-title" dir="auto">
            {book.title}
          </span>
          {book.authors.length > 0 && (
            <span class="card-authors" dir="auto">
              {book.authors.join(', ')}
            </span>
          )}
          <CardMeta book={book} />
        </a>
        <RatingInput book={book} isLight={isLight} />
        {(!isLight || book.status === 'reading') && <NextStep book={book} />}
      </li>
    )
  }
}
