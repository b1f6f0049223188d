import type { ListedBook } from 'bookplate/client'
import { type Colours, coloursOf, type Look } from './colours.ts'
import { drawPicture, type PictureParts, type Shape, shapes } from './draw-picture.ts'
import type { loadCovers } from './load-covers.ts'

export interface PictureOptions {
  books: readonly ListedBook[]
  parts: Omit<PictureParts, 'books' | 'isMirrored'>
  look: Look
  shape: Shape
  fileName: string
}

export interface Picture {
  file: File
  /** How many books it shows. */
  drawn: number
  /** How many of them with their cover. */
  covers: number
}

/** The cloth of most of the books that have a category. */
const clothOf = (books: readonly ListedBook[], { clothOf: nameCloth }: Colours): string => {
  const counts = new Map<string, number>()
  for (const { category } of books) {
    if (category === null) continue
    const cloth = nameCloth(category)
    counts.set(cloth, (counts.get(cloth) ?? 0) + 1)
  }
  const most = Math.max(...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0] ?? nameCloth(null)
}

const toPng = (canvas: HTMLCanvasElement, name: string): Promise<File> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) =>
        blob
          ? resolve(new File([blob], name, { type: 'image/png' }))
          : reject(new Error('The picture could not be drawn.')),
      'image/png',
    ),
  )

/** Draws the picture on this device. Nothing of it is sent anywhere. */
export const makePicture = async (
  { books, parts, look, shape, fileName }: PictureOptions,
  loaded: Awaited<ReturnType<typeof loadCovers>>,
): Promise<Picture> => {
  const colours = coloursOf(look)
  // A font that is not ready would be replaced by another one.
  await document.fonts.load(`100px ${colours.serif}`)
  await document.fonts.ready
  const canvas = document.createElement('canvas')
  Object.assign(canvas, shapes[shape])
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser has no canvas.')
  context.imageSmoothingQuality = 'high'
  const drawnBooks = books.map(({ id, title, category }) => ({
    title,
    cloth: colours.clothOf(category),
    cover: loaded.covers.get(id),
    plate: loaded.plate,
  }))
  const isMirrored = getComputedStyle(document.documentElement).direction === 'rtl'
  const drawn = drawPicture(
    context,
    { ...parts, books: drawnBooks, isMirrored },
    colours,
    clothOf(books, colours),
  )
  const file = await toPng(canvas, fileName)
  return { file, drawn, covers: drawnBooks.filter(({ cover }) => cover).length }
}
