import type { Book } from 'bookplate/client'
import { categoryName } from '../book/categories.ts'
import { Cover } from './cover.tsx'

/** A book among the covers. */
export const BookCard = ({ book, href }: { book: Book; href: string }) => (
  <li class="card">
    <a href={href}>
      <Cover book={book} size="full" isLazy />
      <span class="card-title">{book.title}</span>
      <span class="card-category">{categoryName(book.category)}</span>
    </a>
  </li>
)

/** A book in the list. */
export const BookRow = ({ book, href }: { book: Book; href: string }) => (
  <li class="row">
    <a href={href}>
      <Cover book={book} size="thumbnail" isLazy />
      <span class="row-title">{book.title}</span>
      <span class="row-description">{book.description}</span>
      <span class="row-category" data-category={book.category}>
        <span class="swatch" />
        {categoryName(book.category)}
      </span>
    </a>
  </li>
)
