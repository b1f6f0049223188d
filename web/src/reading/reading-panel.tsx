import type { ListedBook } from 'bookplate/client'
import { useId } from 'preact/hooks'
import type { OwnBook, Status } from '../library/book.ts'
import { statuses, statusName } from '../library/field-names.ts'
import { finishToday, giveUpToday, setStatus, startToday } from './actions.ts'
import { PrivateMark } from './private-mark.tsx'
import { ProgressField } from './progress-field.tsx'
import { RatingInput } from './rating-input.tsx'
import { Readings } from './readings.tsx'
import { readingTexts } from './texts.ts'
import './reading-panel.css'

type Own = ListedBook | OwnBook

const StatusField = ({ book }: { book: Own }) => {
  const texts = readingTexts.value
  const id = useId()
  return (
    <div class="reading-field">
      <label for={id}>{texts.status}</label>
      <select
        id={id}
        class="input"
        value={book.status ?? ''}
        onChange={({ currentTarget }) => setStatus(book, (currentTarget.value || null) as Status | null)}
      >
        <option value="">{texts.noStatus}</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {statusName(status)}
          </option>
        ))}
      </select>
    </div>
  )
}

const RatingField = ({ book }: { book: Own }) => {
  const texts = readingTexts.value
  const id = useId()
  return (
    <div class="reading-field">
      <span class="label" id={id}>
        {texts.rating}
      </span>
      <span class="reading-rating">
        <RatingInput book={book} labelledBy={id} />
        <span class="figures" aria-hidden="true">
          {book.rating}
        </span>
      </span>
    </div>
  )
}

/** The days that most readings need. The first one is the likely one. */
const Actions = ({ book }: { book: Own }) => {
  const texts = readingTexts.value
  const { status } = book
  const isOver = status === 'read' || status === 'did_not_finish'
  return (
    <div class="reading-actions">
      {status === 'reading' ? (
        <>
          <button type="button" class="button" onClick={() => finishToday(book)}>
            {texts.finish}
          </button>
          <button type="button" class="button quiet" onClick={() => giveUpToday(book)}>
            {texts.giveUp}
          </button>
        </>
      ) : (
        <button type="button" class="button" onClick={() => startToday(book)}>
          {isOver ? texts.again : texts.start}
        </button>
      )}
      {!isOver && status !== 'reading' && (
        <button type="button" class="button quiet" onClick={() => finishToday(book)}>
          {texts.finish}
        </button>
      )}
    </div>
  )
}

/**
 * The reader's own part of a book: status, rating, progress and each time that it was read. Every change is saved at once.
 * Only for an own book.
 */
export const ReadingPanel = ({ book }: { book: Own }) => {
  const texts = readingTexts.value
  const id = useId()
  return (
    <section class="reading-panel" aria-labelledby={id}>
      <header>
        <h3 id={id}>{texts.title}</h3>
        <PrivateMark />
      </header>
      <div class="reading-fields">
        <StatusField book={book} />
        <RatingField book={book} />
      </div>
      <Actions book={book} />
      {(book.status === 'reading' || book.progress !== null) && <ProgressField key={book.id} book={book} />}
      <Readings key={book.id} book={book} />
    </section>
  )
}
