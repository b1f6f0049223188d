import type { ListedBook } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { useLoaded } from '../use-loaded.ts'
import { fetchYearBooks } from '../year-books.ts'
import { chosenBooks } from './chosen-books.ts'
import { loadCovers } from './load-covers.ts'
import { makePicture, type Picture, type PictureOptions } from './make-picture.ts'

interface Loaded {
  /** Those that have a place on the picture. */
  books: readonly ListedBook[]
  images: Awaited<ReturnType<typeof loadCovers>>
}

const load = async (year: number, count: number, signal: AbortSignal): Promise<Loaded> => {
  const books = chosenBooks(await fetchYearBooks(year, count, signal))
  return { books, images: await loadCovers(books, signal) }
}

/** @returns the books and covers of the year, or the error of the request */
export const useYear = (year: number, count: number) =>
  useLoaded((signal) => load(year, count, signal), [year, count])

export interface ShownPicture extends Picture {
  url: string
}

/** Draws the picture again when an option changes. The last one stays until the next is there. */
export const usePicture = (
  loaded: Loaded | undefined,
  options: Omit<PictureOptions, 'books'>,
): { picture: ShownPicture | undefined; isDrawing: boolean; error: unknown } => {
  const [picture, setPicture] = useState<ShownPicture & { key: string }>()
  const [error, setError] = useState<unknown>()
  const key = JSON.stringify(options)
  useEffect(() => {
    if (!loaded) return
    let isLatest = true
    makePicture({ ...options, books: loaded.books }, loaded.images).then(
      (made) => {
        if (isLatest) setPicture({ ...made, key, url: URL.createObjectURL(made.file) })
      },
      (thrown) => {
        if (isLatest) setError(thrown)
      },
    )
    return () => {
      isLatest = false
    }
  }, [loaded, key])
  useEffect(() => {
    const url = picture?.url
    return () => {
      if (url) URL.revokeObjectURL(url)
    }
  }, [picture])
  return { picture, isDrawing: picture?.key !== key, error }
}
