import { list } from '../i18n/format.ts'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import type { Stats } from './figures.ts'
import { numbersTexts } from './texts.ts'

type Sized = NonNullable<Stats['longest']>

const SizedBook = ({ label, book }: { label: string; book: Sized }) => (
  <div>
    <dt class="small-caps">{label}</dt>
    <dd>
      <a class="sized-title" href={shelfHref(wholeShelf, { kind: 'read', id: book.id })}>
        <bdi>{book.title}</bdi>
      </a>
      {book.authors.length > 0 && <bdi>{list(book.authors)}</bdi>}
      <span class="figures">{numbersTexts.value.sizedBook(book.pages)}</span>
    </dd>
  </div>
)

/** The books with the most and the fewest pages. One book alone is neither. */
export const SizedBooks = ({ longest, shortest }: Pick<Stats, 'longest' | 'shortest'>) => {
  const texts = numbersTexts.value
  if (!longest || !shortest || longest.id === shortest.id) return null
  return (
    <dl class="sized-books">
      <SizedBook label={texts.longest} book={longest} />
      <SizedBook label={texts.shortest} book={shortest} />
    </dl>
  )
}
