import { useEffect, useRef, useState } from 'preact/hooks'
import { isAborted, messageFor } from '../../errors/messages.ts'
import { sendNext, type Waiting } from '../../library/batch.ts'
import { reloadBooks } from '../../library/books.ts'
import { findOldBooks, type OldBook } from './old-books.ts'
import { type Choice, waitingChanges } from './waiting-changes.ts'

type Search =
  | { kind: 'none' }
  | { kind: 'reading'; count: number }
  | { kind: 'failed'; error: unknown }
  | { kind: 'found'; books: OldBook[] }

interface Sending {
  waiting: Waiting
  /** All books of the choice. */
  books: readonly OldBook[]
  changed: number
  conflicts: { book: OldBook; message: string }[]
  /** The last request failed. The reader may send it again. */
  error?: unknown
}

/** The descriptions of an older import: first found, then changed, as far as the reader chooses. */
export const useOldBooks = () => {
  const [search, setSearch] = useState<Search>({ kind: 'none' })
  const [sending, setSending] = useState<Sending>()
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [])

  const find = async () => {
    abort.current = new AbortController()
    const { signal } = abort.current
    setSending(undefined)
    setSearch({ kind: 'reading', count: 0 })
    try {
      const books = await findOldBooks((count) => setSearch({ kind: 'reading', count }), signal)
      setSearch({ kind: 'found', books })
    } catch (error) {
      if (!isAborted(error)) setSearch({ kind: 'failed', error })
    }
  }

  const forget = (ids: ReadonlySet<string>) =>
    setSearch((before) =>
      before.kind === 'found'
        ? { kind: 'found', books: before.books.filter(({ id }) => !ids.has(id)) }
        : before,
    )

  const send = async (first: Sending) => {
    let { error, ...state } = first
    try {
      while (state.waiting.operations.length > 0 && !abort.current?.signal.aborted) {
        setSending(state)
        const { waiting, done, rejected } = await sendNext(state.waiting)
        const conflicts = rejected.flatMap(({ id, error }) =>
          state.books.filter((book) => book.id === id).map((book) => ({ book, message: messageFor(error) })),
        )
        state = {
          ...state,
          waiting,
          changed: state.changed + done.length,
          conflicts: [...state.conflicts, ...conflicts],
        }
        forget(new Set([...done, ...rejected].map(({ id }) => id)))
      }
      setSending(state)
    } catch (failure) {
      setSending({ ...state, error: failure })
    }
    reloadBooks()
  }

  return {
    search,
    sending,
    find,
    start: (choice: Choice, books: OldBook[]) =>
      send({ waiting: waitingChanges(books, choice), books, changed: 0, conflicts: [] }),
    retry: () => sending && send(sending),
  }
}
