import type { ListedBook } from 'bookplate/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isAborted } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { list } from '../i18n/format.ts'
import { findOwnBooks } from './documents.ts'
import { eReaderTexts } from './texts.ts'

const pauseMs = 300

/** The books that fit the text, after a pause. */
const useOwnBooks = (text: string) => {
  const [books, setBooks] = useState<ListedBook[]>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      () => {
        setError(undefined)
        findOwnBooks(text, abort.signal).then(
          (found) => {
            if (!abort.signal.aborted) setBooks(found)
          },
          (thrown) => {
            if (!abort.signal.aborted && !isAborted(thrown)) setError(thrown)
          },
        )
      },
      books ? pauseMs : 0,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text, attempt])
  return { books, error, retry: () => setAttempt((count) => count + 1) }
}

interface BookPickerProps {
  /** The text to begin with. */
  title: string
  onChoose: (book: ListedBook) => void
  onCancel: () => void
}

export const BookPicker = ({ title, onChoose, onCancel }: BookPickerProps) => {
  const texts = eReaderTexts.value
  const [text, setText] = useState(title)
  const { books, error, retry } = useOwnBooks(text)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('input')?.focus(), [])
  return (
    <div class="book-picker" ref={place}>
      <TextField
        name="book"
        type="search"
        label={texts.search}
        hint={texts.searchHint}
        autocomplete="off"
        maxLength={100}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={({ key, isComposing }) => {
          if (key === 'Escape' && !isComposing) onCancel()
        }}
      />
      {error !== undefined && <Problem error={error} retry={retry} />}
      <p class={books?.length === 0 ? 'hint' : 'visually-hidden'} role="status">
        {books ? (books.length === 0 ? texts.noneFits : texts.found(books.length)) : texts.loading}
      </p>
      {books && books.length > 0 && (
        <ul class="book-choices">
          {books.map((book) => (
            <li key={book.id}>
              <button type="button" class="book-choice" onClick={() => onChoose(book)}>
                <bdi>{texts.by(book.title, list(book.authors))}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" class="button" onClick={onCancel}>
        {texts.cancel}
      </button>
    </div>
  )
}
