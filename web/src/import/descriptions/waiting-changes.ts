import { type Waiting, waitingFor } from '../../library/batch.ts'
import type { OldBook } from './old-books.ts'

/** Takes the description apart, or confirms it: a description that is sent is shown to other readers. */
export type Choice = 'take-apart' | 'keep'

const changesOf = ({ description, changes }: OldBook, choice: Choice) =>
  choice === 'keep' ? { description } : { description: '', ...changes }

/** @returns the changes of the books, to be sent in their order */
export const waitingChanges = (books: readonly OldBook[], choice: Choice): Waiting =>
  waitingFor(
    books.map((book) => ({
      op: 'update',
      id: book.id,
      version: book.version,
      book: changesOf(book, choice),
    })),
  )
