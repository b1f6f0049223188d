import { InvalidForm } from '../forms/use-submit.ts'
import type { Draft } from '../library/draft.ts'
import { coverMessage } from './cover-file.ts'

/**
 * Waits for an image that is still being made ready. Otherwise the book would be saved without it.
 * @throws InvalidForm for an image that cannot be used
 */
export const readyCover = async ({ cover, preparing }: Draft): Promise<File | undefined> => {
  try {
    return (await preparing) ?? cover
  } catch (error) {
    throw new InvalidForm([{ path: 'cover_image', message: coverMessage(error) }])
  }
}
