import { signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'

interface ChosenImages {
  files: readonly File[]
  /** The names of the other files and folders, which are left out. */
  others: readonly string[]
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
  const isImage = ({ type }: File) => type.startsWith('image/')
  const all = [...files]
  const images = all.filter(isImage)
  const others = all.filter((file) => !isImage(file)).map(({ name }) => name)
  if (images.length > 0) chosen.value = { files: images, others, books }
  return images.length > 0
}

export const forgetImages = (): void => {
  chosen.value = undefined
}
