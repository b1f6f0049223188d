import { InvalidForm } from '../forms/use-submit.ts'
import type { Draft } from '../library/draft.ts'
import { coverMessage } from './cover-file.ts'

const whenAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

/**
 * Waits for an image that is still being made ready. Otherwise the book would be saved without it.
 * @throws InvalidForm for an image that cannot be used; the reason of `signal`
 */
export const readyCover = async (
  { cover, preparing }: Draft,
  signal: AbortSignal,
): Promise<File | undefined> => {
  try {
    return preparing ? await Promise.race([preparing, whenAborted(signal)]) : cover
  } catch (error) {
    signal.throwIfAborted()
    throw new InvalidForm([{ path: 'cover_image', message: coverMessage(error) }])
  }
}
