import type { ListedBook } from 'bookplate/client'
import './bookmark.css'

/** A ribbon at the foot of the cover of a book that is being read, as far along as the reader is. */
export const Bookmark = ({ book: { status, progress } }: { book: ListedBook }) =>
  status === 'reading' ? (
    <span
      class={progress === null ? 'bookmark' : 'bookmark measured'}
      style={{ '--read': `${(progress ?? 0) * 100}%` }}
    />
  ) : null
