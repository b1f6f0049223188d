import * as z from 'zod'

// The form of a response must be right; a single value that is not as documented is left out.
const text = z.string().optional().catch(undefined)
const number = z.number().optional().catch(undefined)
const texts = z.array(z.string()).max(1000).optional().catch(undefined)

/** Old records have `{type: "/type/text", value}` for text. */
const longText = z
  .union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)])
  .optional()
  .catch(undefined)

const edition = z.object({
  title: text,
  subtitle: text,
  authors: z
    .array(z.object({ name: text }))
    .max(1000)
    .optional()
    .catch(undefined),
  series: texts,
  publishers: texts,
  publish_date: text,
  number_of_pages: number,
  languages: z
    .array(z.object({ key: z.string() }))
    .max(100)
    .optional()
    .catch(undefined),
  physical_format: text,
  description: longText,
  covers: z.array(z.number().nullable()).max(1000).optional().catch(undefined),
})
export type Edition = z.output<typeof edition>

/** `GET /api/books?jscmd=details`: by the key that was asked for; empty for an unknown ISBN. */
export const bookDetails = z.record(z.string(), z.object({ details: edition }))

const foundEdition = z.object({
  title: text,
  subtitle: text,
  publisher: texts,
  publish_date: texts,
  language: texts,
  isbn: texts,
  cover_i: number,
})

const foundWork = z.object({
  title: text,
  subtitle: text,
  author_name: texts,
  first_publish_year: number,
  cover_i: number,
  /** The edition that fits the query best. */
  editions: z
    .object({ docs: z.array(foundEdition).max(100) })
    .optional()
    .catch(undefined),
})
export type FoundWork = z.output<typeof foundWork>

/** `GET /search.json` */
export const searchResults = z.object({ docs: z.array(foundWork).max(100) })

/** The fields of a search, as `fields` names them. */
export const searchFields = [
  'title',
  'subtitle',
  'author_name',
  'first_publish_year',
  'cover_i',
  'editions',
  ...Object.keys(foundEdition.shape).map((name) => `editions.${name}`),
].join(',')
