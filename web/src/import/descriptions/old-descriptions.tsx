import { useEffect, useRef, useState } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import { OldBookList } from './old-book-list.tsx'
import type { OldBook } from './old-books.ts'
import { descriptionTexts } from './texts.ts'
import { useOldBooks } from './use-old-books.ts'
import type { Choice } from './waiting-changes.ts'
import './old-descriptions.css'

type Use = ReturnType<typeof useOldBooks>

const Outcome = ({ sending, retry }: Pick<Use, 'sending' | 'retry'>) => {
  if (!sending) return null
  const { books, changed, conflicts, waiting, error } = sending
  const isDone = waiting.operations.length === 0
  const texts = descriptionTexts.value
  return (
    <div>
      <p role="status">{isDone ? texts.changed(changed) : texts.changing(changed, books.length)}</p>
      {error !== undefined && <Problem error={error} retry={() => void retry()} />}
      {conflicts.length > 0 && (
        <ul class="old-conflicts" aria-label={texts.notChanged}>
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
  const texts = descriptionTexts.value
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {texts.found(books.length)}
      </h3>
      <p>{texts.rule}</p>
      <div class="report-actions">
        <button type="button" class="button primary" disabled={none} onClick={() => act('take-apart')}>
          {texts.takeApart(chosen.length)}
        </button>
        <button type="button" class="button" disabled={none} onClick={() => act('keep')}>
          {texts.keep(chosen.length)}
        </button>
      </div>
      <OldBookList books={books} left={left} onToggle={toggle} />
    </>
  )
}

/** Descriptions of an earlier import hold authors and a private review. The reader sees both before anything changes. */
export const OldDescriptions = () => {
  const { search, sending, find, start, retry } = useOldBooks()
  const isSending =
    sending !== undefined && sending.waiting.operations.length > 0 && sending.error === undefined
  const texts = descriptionTexts.value
  return (
    <section class="old-descriptions">
      <h2>{texts.title}</h2>
      <p>{texts.intro}</p>
      {search.kind === 'none' && (
        <button type="button" class="button" onClick={() => void find()}>
          {texts.find}
        </button>
      )}
      {search.kind === 'reading' && <p role="status">{texts.reading(search.count)}</p>}
      {search.kind === 'failed' && <Problem error={search.error} retry={() => void find()} />}
      <Outcome sending={sending} retry={retry} />
      {search.kind === 'found' && search.books.length === 0 && <p role="status">{texts.none}</p>}
      {search.kind === 'found' && search.books.length > 0 && !isSending && sending?.error === undefined && (
        <Choices books={search.books} start={start} />
      )}
    </section>
  )
}
