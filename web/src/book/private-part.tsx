import type { ListedBook } from 'bookplate/client'
import type { OwnBook, ShownBook } from '../library/book.ts'
import { libraryTexts } from '../library/texts.ts'
import { PrivateMark } from '../reading/private-mark.tsx'
import { ReadingPanel } from '../reading/reading-panel.tsx'
import { readingTexts } from '../reading/texts.ts'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { Facts } from './book-facts.tsx'
import { ownedText } from './field-text.ts'

/** Each tag leads to the books that have it. */
const Tags = ({ tags }: { tags: readonly string[] }) => (
  <ul class="tag-list">
    {tags.map((tag) => (
      <li key={tag} class="tag" dir="auto">
        <a href={shelfHref({ ...wholeShelf, filters: { tag } })} dir="auto">
          {tag}
        </a>
      </li>
    ))}
  </ul>
)

const Text = ({ title, text }: { title: string; text: string | undefined }) =>
  text ? (
    <>
      <h4>{title}</h4>
      <p class="book-description" dir="auto">
        {text}
      </p>
    </>
  ) : null

/** Tags, review, notes and fields of the reader's own. Those without a value are left out. */
const OwnNotes = ({ book }: { book: ShownBook }) => {
  const { tags = [], owned = null, extra = {}, review, notes } = book
  const texts = libraryTexts.value.fields
  const own = Object.entries(extra)
  if (tags.length === 0 && owned === null && own.length === 0 && !review && !notes) return null
  const { notesTitle } = readingTexts.value
  return (
    <section class="private-part" aria-label={notesTitle}>
      <h3>{notesTitle}</h3>
      <PrivateMark />
      <Facts
        rows={[
          [texts.tags, tags.length > 0 ? <Tags tags={tags} /> : null],
          [texts.owned, owned === null ? null : ownedText(owned)],
        ]}
      />
      <Text title={texts.review} text={review} />
      <Text title={texts.notes} text={notes} />
      {own.length > 0 && (
        <>
          <h4>{texts.extra}</h4>
          <Facts rows={own} />
        </>
      )}
    </section>
  )
}

const isOwnRow = (book: ShownBook): book is ShownBook & (ListedBook | OwnBook) => 'version' in book

/** The part of a book that only its owner sees. */
export const PrivatePart = ({ book }: { book: ShownBook }) => (
  <>
    {isOwnRow(book) && <ReadingPanel book={book} />}
    <OwnNotes book={book} />
  </>
)
