import { isAborted, messageFor } from '../../errors/messages.ts'
import type { OwnBook } from '../../library/book.ts'
import { type FoundBook, takeFoundCover } from '../../library/find-books.ts'
import { showToast } from '../../toasts/toasts.ts'
import { findTexts } from './texts.ts'

/**
 * The book is saved already. A cover that fails is told, and can be added later.
 * @returns the book with its cover; `undefined` without one
 */
export const tryTakeCover = async (
  id: string,
  found: FoundBook | undefined,
  signal?: AbortSignal,
): Promise<OwnBook | undefined> => {
  if (!found?.cover) return undefined
  try {
    return await takeFoundCover(id, found.source, found.cover, signal)
  } catch (error) {
    // The reader waits no longer. The service may still add it.
    if (isAborted(error)) return undefined
    showToast({ text: findTexts.value.coverFailed(messageFor(error)), isError: true })
    return undefined
  }
}
