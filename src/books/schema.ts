import * as z from 'zod'
import { maxCoverBytes, maxUploadPixels, maxUploadSide } from '../covers/limits.ts'
import { idParameter } from '../http/fields.ts'
import { formFile } from '../http/form-file.ts'
import { bookFields } from './fields.ts'
import { formFields } from './form-fields.ts'

const cover = formFile(
  `A JPEG, PNG, WebP or GIF of at most ${maxCoverBytes / 1e6} MB, ${maxUploadSide.toLocaleString('en')} pixels a side and ` +
    `${maxUploadPixels / 1e6} megapixels.`,
  maxCoverBytes,
)

const withCover = formFields.extend({ cover_image: cover })

/** In a form the fields of the first version are required, and a cover. */
export const newBookForm = withCover
  .partial()
  .required({ title: true, description: true, category: true, cover_image: true })
export const newBook = bookFields.partial().required({ title: true })
export const bookChanges = bookFields.partial()
export const bookChangesWithCover = withCover.partial()
export const bookParameters = z.object({ id: idParameter })
