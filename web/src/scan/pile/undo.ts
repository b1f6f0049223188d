import { hasCode, messageFor } from '../../errors/messages.ts'
import { removeBooks } from '../../library/books.ts'
import { api } from '../../session/session.ts'
import { showToast } from '../../toasts/toasts.ts'
import { scanTexts } from '../texts.ts'
import type { Entry } from './entry.ts'
import { changeOf, replaceStep } from './pile.ts'

/** Takes a scanned book off the shelf again. */
export const undo = async (entry: Entry): Promise<void> => {
  const { step } = entry
  if (step.kind !== 'added') return
  const { book } = step
  if (!changeOf(entry)({ step: { kind: 'undone', book } })) return
  try {
    await api.books[':id'].$delete({ param: { id: book.id } })
  } catch (error) {
    if (!hasCode(error, 'book_not_found')) {
      replaceStep(entry, { ...step, cover: step.cover === 'coming' ? 'failed' : step.cover })
      showToast({ text: `${scanTexts.value.undoFailed(book.title)} ${messageFor(error)}`, isError: true })
      return
    }
  }
  removeBooks([book.id])
}
