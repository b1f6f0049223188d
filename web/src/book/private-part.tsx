import type { ShownBook } from '../library/book.ts'
import { percentOf } from '../library/draft.ts'
import { statusName } from '../library/field-names.ts'
import { readingText } from '../library/names.ts'
import { Facts } from './book-facts.tsx'
import { ownedText } from './field-text.ts'
import { Stars } from './stars.tsx'

const Readings = ({ readings }: { readings: NonNullable<ShownBook['readings']> }) => (
  <ul>
    {readings.map((reading, at) => (
      <li key={at}>{readingText(reading)}</li>
    ))}
  </ul>
)

const Tags = ({ tags }: { tags: readonly string[] }) => (
  <ul class="tag-list">
    {tags.map((tag) => (
      <li key={tag} class="tag">
        {tag}
      </li>
    ))}
  </ul>
)

const Text = ({ title, text }: { title: string; text: string | undefined }) =>
  text ? (
    <>
      <h4>{title}</h4>
      <p class="book-description">{text}</p>
    </>
  ) : null

/** The fields that only the owner sees. Those without a value are left out. */
export const PrivatePart = ({ book }: { book: ShownBook }) => {
  const { status, rating, progress, readings = [], tags = [], owned, extra = {} } = book
  const own = Object.entries(extra)
  const isEmpty =
    !status &&
    !rating &&
    (progress ?? null) === null &&
    (owned ?? null) === null &&
    ![readings, tags, own].some(({ length }) => length > 0) &&
    !book.review &&
    !book.notes
  if (isEmpty) return null
  return (
    <section class="private-part" aria-label="Your reading">
      <h3>Your reading</h3>
      <p class="hint">Only you see this.</p>
      <Facts
        rows={[
          ['Status', status && statusName(status)],
          ['Rating', rating ? <Stars rating={rating} /> : null],
          ['Progress', progress === null || progress === undefined ? null : `${percentOf(progress)} %`],
          [
            readings.length > 1 ? 'Readings' : 'Reading',
            readings.length > 0 ? <Readings readings={readings} /> : null,
          ],
          ['Tags', tags.length > 0 ? <Tags tags={tags} /> : null],
          ['Owned', owned === null || owned === undefined ? null : ownedText(owned)],
        ]}
      />
      <Text title="Review" text={book.review} />
      <Text title="Notes" text={book.notes} />
      {own.length > 0 && (
        <>
          <h4>Your own fields</h4>
          <Facts rows={own} />
        </>
      )}
    </section>
  )
}
