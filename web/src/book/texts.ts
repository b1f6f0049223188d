import { areaTexts } from '../i18n/texts.ts'

export const english = {
  more: 'More',
  moreSummary: 'Status, rating, category, edition, reading, tags, notes',
  cover: {
    label: 'Cover image',
    preview: 'Preview of the cover',
    empty: 'Drop an image here, paste one, or choose a file',
    preparing: 'Preparing the image …',
    ready: (size: string): string => `Ready to upload, ${size}`,
    formats: 'JPEG, PNG, WebP or GIF',
    crop: 'Crop',
    remove: 'Remove the new cover',
    unread: 'The image could not be read.',
    notScaled: 'The image could not be scaled.',
    notScalable: 'This browser cannot scale the image. Choose a smaller image.',
    emptyFile: 'This file is empty. Choose another file.',
    goneFile: 'This file can no longer be read. It may have been changed, moved or deleted. Choose it again.',
    noImage: 'This file is not an image that can be read. Choose a JPEG, PNG, WebP or GIF image.',
  },
}

export const bookTexts = areaTexts('book', english)
