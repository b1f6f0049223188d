import { useEffect, useRef, useState } from 'preact/hooks'
import { isAborted } from '../../errors/messages.ts'
import { reloadBooks } from '../../library/books.ts'
import { findOldBooks, type OldBook } from './old-books.ts'
import { type Choice, type Conflict, sendNext, type Waiting } from './send-changes.ts'

type Search =
  | { kind: 'none' }
  | { kind: 'reading'; count: number }
  | { kind: 'failed'; error: unknown }
  | { kind: 'found'; books: OldBook[] }

interface Sending {
  waiting: Waiting
  total: number
  changed: number
  conflicts: Conflict[]
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

  const forget = (done: OldBook[]) =>
    setSearch((before) =>
      before.kind === 'found'
        ? { kind: 'found', books: before.books.filter((one) => !done.includes(one)) }
        : before,
    )

  const send = async (first: Sending) => {
    let { error, ...state } = first
    try {
      while (state.waiting.books.length > 0 && !abort.current?.signal.aborted) {
        setSending(state)
        const { waiting, changed, conflict } = await sendNext(state.waiting)
        state = {
          ...state,
          waiting,
          changed: state.changed + changed.length,
          conflicts: conflict ? [...state.conflicts, conflict] : state.conflicts,
        }
        forget(conflict ? [conflict.book] : changed)
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
      send({
        waiting: { choice, books, key: crypto.randomUUID() },
        total: books.length,
        changed: 0,
        conflicts: [],
      }),
    retry: () => sending && send(sending),
  }
}
