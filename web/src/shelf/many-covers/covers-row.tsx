import type { ListedBook } from 'bookplate/client'
import { useMemo, useState } from 'preact/hooks'
import { hasCover, type Row, type Sending } from './rows.ts'
import { manyCoversTexts } from './texts.ts'

const sendingText = (sending: Sending): string => {
  const texts = manyCoversTexts.value
  switch (sending.kind) {
    case 'uploading':
      return texts.uploading(Math.round(sending.share * 100))
    case 'failed':
      return sending.message
    default:
      return texts[sending.kind]
  }
}

const nameOf = ({ title, authors }: Pick<ListedBook, 'title' | 'authors'>) =>
  authors[0] ? `${title} · ${authors[0]}` : title

const BookField = ({ row, books, isFixed, onChange }: RowProps) => {
  const texts = manyCoversTexts.value
  // Hundreds of options for each image would be slow, so the others come with the first use.
  const [hasAll, setHasAll] = useState(false)
  const { candidates } = row.match
  const near = row.book && !candidates.includes(row.book) ? [row.book, ...candidates] : candidates
  const nearIds = new Set(near.map(({ id }) => id))
  const showAll = () => setHasAll(true)
  return (
    <select
      class="input"
      aria-label={texts.bookFor(row.file.name)}
      value={row.book?.id ?? ''}
      disabled={isFixed}
      onFocus={showAll}
      onPointerDown={showAll}
      onChange={({ currentTarget }) =>
        onChange({
          book: books.find(({ id }) => id === currentTarget.value),
          replaces: false,
          sending: undefined,
        })
      }
    >
      <option value="">{texts.noBook}</option>
      {near.length > 0 && (
        <optgroup label={texts.closest}>
          {near.map((book) => (
            <option key={book.id} value={book.id}>
              {nameOf(book)}
            </option>
          ))}
        </optgroup>
      )}
      {hasAll && (
        <optgroup label={texts.allBooks}>
          {books
            .filter(({ id }) => !nearIds.has(id))
            .map((book) => (
              <option key={book.id} value={book.id}>
                {nameOf(book)}
              </option>
            ))}
        </optgroup>
      )}
    </select>
  )
}

/** A hint for the reader, if the row needs a look. */
const Note = ({ row, isDouble, isFixed, onChange }: RowProps) => {
  const texts = manyCoversTexts.value
  if (row.sending) return <span class={`covers-state ${row.sending.kind}`}>{sendingText(row.sending)}</span>
  if (!row.book) return <span class="covers-state">{texts.unsure}</span>
  if (isDouble) return <span class="covers-state failed">{texts.double}</span>
  if (hasCover(row))
    return (
      <label class="covers-state">
        {texts.hasCover}{' '}
        <input
          type="checkbox"
          checked={row.replaces}
          disabled={isFixed}
          onChange={({ currentTarget }) => onChange({ replaces: currentTarget.checked })}
        />{' '}
        {texts.replace}
      </label>
    )
  const isChosenByName = row.match.chosen === row.book.id
  return isChosenByName && !row.match.isSure ? <span class="covers-state">{texts.likely}</span> : null
}

interface RowProps {
  row: Row
  /** An earlier row has the same book. */
  isDouble: boolean
  books: readonly ListedBook[]
  /** The images are being sent. */
  isFixed: boolean
  onChange: (changes: Partial<Row>) => void
}

export const CoversRow = (props: RowProps) => {
  const { row, isDouble, books, isFixed } = props
  // Each step of an upload changes one row of hundreds.
  return useMemo(
    () => (
      <tr>
        <td>
          <img src={row.url} alt="" loading="lazy" decoding="async" />
        </td>
        <td>
          <bdi class="covers-name">{row.file.name}</bdi>
          <BookField {...props} />
          <Note {...props} />
        </td>
      </tr>
    ),
    [row, isDouble, books, isFixed, manyCoversTexts.value],
  )
}
