import * as z from 'zod'
import { stating } from './json-schema.ts'

/** A part of a form that is a file. @param description for the document, with the limits of the file */
export const formFile = (description: string, maxBytes: number) =>
  stating(z.instanceof(File, { message: 'Must be a file: a part with a filename.' }), {
    type: 'string',
    format: 'binary',
    maxLength: maxBytes,
    description,
  })
