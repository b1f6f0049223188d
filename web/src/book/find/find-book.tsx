import { limits } from 'bookplate/client'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { hasCode, isAborted } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { type FoundBook, findBooks } from '../../library/find-books.ts'
import { FoundList } from './found-list.tsx'
import { findTexts } from './texts.ts'
import './find.css'

type Search =
  | { kind: 'idle' | 'searching' | 'nothing' }
  | { kind: 'found'; books: FoundBook[] }
  | { kind: 'failed'; error: unknown }

const sourceNames: Record<FoundBook['source'], string> = {
  open_library: 'Open Library',
  google_books: 'Google Books',
}

const useSearch = () => {
  const [search, setSearch] = useState<Search>({ kind: 'idle' })
  const inProgress = useRef<AbortController>(undefined)
  useEffect(() => () => inProgress.current?.abort(), [])
  const start = async (text: string) => {
    inProgress.current?.abort()
    const abort = new AbortController()
    inProgress.current = abort
    setSearch({ kind: 'searching' })
    try {
      const books = await findBooks(text, abort.signal)
      if (!abort.signal.aborted) setSearch({ kind: 'found', books })
    } catch (error) {
      if (abort.signal.aborted || isAborted(error)) return
      setSearch(hasCode(error, 'book_not_found') ? { kind: 'nothing' } : { kind: 'failed', error })
    }
  }
  return { search, start, close: () => setSearch({ kind: 'idle' }) }
}

interface FindBookProps {
  /** The ISBN or title that is searched first. */
  first?: string
  onChoose: (book: FoundBook) => void
}

/** Finds a book by its ISBN or title, so that the reader needs not type its fields. */
export const FindBook = ({ first = '', onChoose }: FindBookProps) => {
  const id = useId()
  const texts = findTexts.value
  const [text, setText] = useState(first)
  const [chosen, setChosen] = useState<FoundBook>()
  const { search, start, close } = useSearch()
  const find = () => {
    setChosen(undefined)
    if (text.trim() !== '') void start(text)
  }
  return (
    <search class="find">
      <label for={id}>{texts.label}</label>
      <div class="find-line">
        <input
          id={id}
          class="input"
          type="search"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          placeholder={texts.placeholder}
          maxLength={limits.maxQueryLength}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return
            // Otherwise Enter sends the form.
            event.preventDefault()
            find()
          }}
        />
        <button type="button" class="button" aria-disabled={search.kind === 'searching'} onClick={find}>
          <Icon name="search" /> {texts.find}
        </button>
      </div>
      <p class="hint" role="status">
        {search.kind === 'searching' && texts.searching}
        {search.kind === 'found' && texts.found(search.books.length)}
        {search.kind === 'nothing' && texts.nothing}
        {chosen && texts.filledFrom(sourceNames[chosen.source])}
      </p>
      {search.kind === 'failed' && <Problem error={search.error} />}
      {search.kind === 'found' && (
        <FoundList
          books={search.books}
          onChoose={(book) => {
            onChoose(book)
            setChosen(book)
            close()
          }}
        />
      )}
    </search>
  )
}
