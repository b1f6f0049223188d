import type { ListedBook } from 'bookplate/client'
import { Icon } from '../design/icon.tsx'
import { finishToday, startToday } from './actions.ts'
import { readingTexts } from './texts.ts'
import './next-step.css'

/** The change that is likely next: a book in progress is finished, any other that was not read is started. */
export const NextStep = ({ book }: { book: ListedBook }) => {
  const texts = readingTexts.value
  if (book.status === 'read' || book.status === 'did_not_finish') return null
  const isReading = book.status === 'reading'
  return (
    <button
      type="button"
      class={isReading ? 'next-step likely' : 'next-step'}
      aria-label={isReading ? texts.finishOf(book.title) : texts.startOf(book.title)}
      onClick={() => (isReading ? finishToday(book) : startToday(book))}
    >
      <Icon name="check" />
      <span>{isReading ? texts.finish : texts.start}</span>
    </button>
  )
}
