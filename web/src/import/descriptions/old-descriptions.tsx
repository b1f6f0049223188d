import { useEffect, useRef, useState } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import { countBooks, figures } from '../counts.ts'
import { OldBookList } from './old-book-list.tsx'
import type { OldBook } from './old-books.ts'
import type { Choice } from './send-changes.ts'
import { useOldBooks } from './use-old-books.ts'
import './old-descriptions.css'

type Use = ReturnType<typeof useOldBooks>

const Outcome = ({ sending, retry }: Pick<Use, 'sending' | 'retry'>) => {
  if (!sending) return null
  const { total, changed, conflicts, waiting, error } = sending
  const isDone = waiting.books.length === 0
  return (
    <div>
      <p role="status">
        {isDone ? `${countBooks(changed)} changed.` : `${figures(changed)} of ${countBooks(total)} changed …`}
      </p>
      {error !== undefined && <Problem error={error} retry={() => void retry()} />}
      {conflicts.length > 0 && (
        <ul class="old-conflicts" aria-label="Books that were not changed">
          {conflicts.map(({ book, message }) => (
            <li key={book.id}>
              {book.title}: {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const Choices = ({ books, start }: { books: OldBook[]; start: Use['start'] }) => {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that had the focus is gone.
  useEffect(() => heading.current?.focus(), [])
  const chosen = books.filter(({ id }) => !left.has(id))
  const toggle = (id: string) =>
    setLeft(left.has(id) ? left.difference(new Set([id])) : new Set([...left, id]))
  const act = (choice: Choice) => void start(choice, chosen)
  const none = chosen.length === 0
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {countBooks(books.length)} of an earlier import
      </h3>
      <p>
        Names are split at commas. Leave a book out if they are not right, and edit it by hand. A description
        that you keep is shown to other readers, and listed here again the next time.
      </p>
      <div class="report-actions">
        <button type="button" class="button primary" disabled={none} onClick={() => act('take-apart')}>
          Make authors and reviews of {countBooks(chosen.length)}
        </button>
        <button type="button" class="button" disabled={none} onClick={() => act('keep')}>
          Keep and show {chosen.length === 1 ? 'its description' : 'these descriptions'}
        </button>
      </div>
      <OldBookList books={books} left={left} onToggle={toggle} />
    </>
  )
}

/** Descriptions of an earlier import hold authors and a private review. The reader sees both before anything changes. */
export const OldDescriptions = () => {
  const { search, sending, find, start, retry } = useOldBooks()
  const isSending = sending !== undefined && sending.waiting.books.length > 0 && sending.error === undefined
  return (
    <section class="old-descriptions">
      <h2>Descriptions of an earlier import</h2>
      <p>
        The import used to write authors and your review into the description. Until you change or confirm
        such a description, only you can see it.
      </p>
      {search.kind === 'none' && (
        <button type="button" class="button" onClick={() => void find()}>
          Look for them
        </button>
      )}
      {search.kind === 'reading' && <p role="status">Read {countBooks(search.count)} …</p>}
      {search.kind === 'failed' && <Problem error={search.error} retry={() => void find()} />}
      <Outcome sending={sending} retry={retry} />
      {search.kind === 'found' && search.books.length === 0 && (
        <p role="status">No such descriptions are left.</p>
      )}
      {search.kind === 'found' && search.books.length > 0 && !isSending && sending?.error === undefined && (
        <Choices books={search.books} start={start} />
      )}
    </section>
  )
}
