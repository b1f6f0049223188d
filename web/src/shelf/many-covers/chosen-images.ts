import { signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'

interface ChosenImages {
  files: readonly File[]
  /** Only these books get covers; `undefined` for the whole library. */
  books: readonly ListedBook[] | undefined
}

const chosen = signal<ChosenImages | undefined>(undefined)

/** The images that the reader has dropped or chosen, while their dialog is open. */
export const chosenImages = {
  get value(): ChosenImages | undefined {
    return chosen.value
  },
}

/** @returns whether there is an image among the files */
export const chooseImages = (files: Iterable<File>, books?: readonly ListedBook[]): boolean => {
  const images = [...files].filter(({ type }) => type.startsWith('image/'))
  if (images.length > 0) chosen.value = { files: images, books }
  return images.length > 0
}

export const forgetImages = (): void => {
  chosen.value = undefined
}
