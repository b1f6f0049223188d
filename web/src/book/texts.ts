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
  },
}

export const bookTexts = areaTexts('book', english)
