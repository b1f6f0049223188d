import { useRef, useState } from 'preact/hooks'
import type { Draft } from '../../library/draft.ts'
import type { FoundBook } from '../../library/find-books.ts'
import { fillDraft, foundValues } from './fill-draft.ts'

/** The found book that the reader chose last. Its cover is fetched after the book is saved. */
export const useFilling = (change: (edit: (draft: Draft) => Draft) => void) => {
  const [chosen, setChosen] = useState<FoundBook>()
  const [filled, setFilled] = useState(0)
  const [continued, setContinued] = useState(0)
  const values = useRef<Partial<Draft>>({})
  const choose = (book: FoundBook) => {
    const before = values.current
    values.current = foundValues(book)
    const now = values.current
    change((draft) => fillDraft(draft, now, before))
    setChosen(book)
    setFilled((count) => count + 1)
  }
  const removeCover = () => setChosen((book) => book && { ...book, cover: null })
  /** Continues with a draft that was filled from `book`. */
  const restore = (book: FoundBook | undefined) => {
    values.current = book ? foundValues(book) : {}
    setChosen(book)
    setFilled((count) => count + 1)
    setContinued((count) => count + 1)
  }
  return { chosen, filled, continued, choose, removeCover, restore }
}
