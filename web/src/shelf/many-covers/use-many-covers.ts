import type { ListedBook } from 'bookplate/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isAborted } from '../../errors/messages.ts'
import { findBook } from '../../library/books.ts'
import { matchNames } from './match-names.ts'
import { readLibrary } from './read-library.ts'
import { isOpen, type Row, wanted } from './rows.ts'
import { uploadRows } from './upload.ts'

interface State {
  /** Every book that may get a cover. `undefined` while they are read. */
  books: ListedBook[] | undefined
  read: number
  error: unknown
  rows: Row[]
  phase: 'choosing' | 'sending' | 'stopped' | 'finished'
}

const rowsOf = async (
  files: readonly File[],
  books: readonly ListedBook[],
  signal: AbortSignal,
): Promise<Row[]> => {
  const matches = await matchNames(
    files.map(({ name }) => name),
    books,
    signal,
  )
  signal.throwIfAborted()
  return files.map((file, at) => {
    const match = matches[at] ?? { candidates: [], chosen: undefined, isSure: false }
    return {
      file,
      url: URL.createObjectURL(file),
      match,
      book: match.candidates.find(({ id }) => id === match.chosen),
      replaces: false,
      sending: undefined,
    }
  })
}

const start: State = { books: undefined, read: 0, error: undefined, rows: [], phase: 'choosing' }

/** Images for many books: matched, chosen by the reader, and sent. */
export const useManyCovers = (files: readonly File[], only: readonly ListedBook[] | undefined) => {
  const [state, setState] = useState(start)
  const upload = useRef<AbortController>(undefined)
  const change = (changes: Partial<State>) => setState((before) => ({ ...before, ...changes }))
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const abort = new AbortController()
    let rows: Row[] = []
    const load = async () => {
      const books = only ? [...only] : await readLibrary((count) => change({ read: count }), abort.signal)
      rows = await rowsOf(files, books, abort.signal)
      change({ books, rows })
    }
    change({ error: undefined })
    load().catch((error) => !isAborted(error) && change({ error }))
    return () => {
      abort.abort()
      upload.current?.abort()
      for (const { url } of rows) URL.revokeObjectURL(url)
    }
  }, [files, only, attempt])

  const changeRow = (url: string, changes: Partial<Row>) =>
    setState((before) => ({
      ...before,
      rows: before.rows.map((row) => (row.url === url ? { ...row, ...changes } : row)),
    }))

  const send = async () => {
    if (upload.current && !upload.current.signal.aborted) return
    const abort = new AbortController()
    upload.current = abort
    const rows = wanted(state.rows).filter(isOpen)
    change({ phase: 'sending' })
    await uploadRows(
      rows.map((row) => ({ ...row, book: (row.book && findBook(row.book.id)) ?? row.book })),
      ({ url }, sending) => changeRow(url, { sending }),
      abort.signal,
    )
    if (!abort.signal.aborted) change({ phase: 'finished' })
    abort.abort()
  }

  return {
    ...state,
    changeRow,
    send,
    stop: () => {
      upload.current?.abort()
      change({ phase: 'stopped' })
    },
    readAgain: () => setAttempt(attempt + 1),
  }
}
