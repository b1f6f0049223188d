import * as z from 'zod'
import { categories, formats, statuses } from '../db/schema.ts'
import { parseJson } from '../http/json.ts'
import { type JsonSchema, stating } from '../http/json-schema.ts'
import { maxFormTextBytes } from '../http/limits.ts'
import { type BookField, type BookFields, bookFields } from './fields.ts'
import {
  maxAuthors,
  maxLanguageLength,
  maxNameLength,
  maxPages,
  maxSeriesNumber,
  maxTagLength,
  maxTags,
  maxYear,
  minYear,
} from './limits.ts'

const { shape } = bookFields

// In a form every value is text. An empty text stands for null, and a list is a repeated part.

/** Checks the value that a text stands for. The issues of its schema are those of the part. */
const checked = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  context: z.core.$RefinementCtx,
): z.output<S> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const { path, message } = issue
    if (issue.code === 'unrecognized_keys')
      context.addIssue({ code: issue.code, keys: issue.keys, path, message, input: Object(value) })
    else context.addIssue({ code: 'custom', path, message, input: value })
  }
  return z.NEVER
}

const nullable = <S extends z.ZodType>(schema: S, json: JsonSchema) =>
  stating(
    z.string().transform((text, context) => checked(schema, text === '' ? null : text, context)),
    { type: 'string', ...json },
  )

const decimal = /^-?\d{1,15}(?:\.\d{1,15})?$/

const number = <S extends z.ZodType>(schema: S, json: JsonSchema) =>
  stating(
    z.string().transform((text, context) => {
      if (text === '' || decimal.test(text))
        return checked(schema, text === '' ? null : Number(text), context)
      context.addIssue('Must be a number.')
      return z.NEVER
    }),
    { type: 'number', ...json },
  )

/** A single empty part stands for an empty list. */
export const list = <S extends z.ZodType>(schema: S, maxItems: number, maxLength: number, example: string) =>
  stating(
    z
      .union([z.string(), z.array(z.string())])
      .transform((parts, context) => checked(schema, parts === '' ? [] : [parts].flat(), context)),
    { type: 'array', maxItems, items: { type: 'string', maxLength }, examples: [[example]] },
  )

const flag = z
  .enum(['true', 'false', ''], 'Must be true or false.')
  .transform((text) => (text === '' ? null : text === 'true'))

const utf8 = new TextEncoder()

export const json = <S extends z.ZodType>(schema: S, example: string) =>
  stating(
    z.string().transform((text, context) => {
      const parsed = parseJson(utf8.encode(text).buffer as ArrayBuffer)
      if (parsed) return checked(schema, parsed.value, context)
      context.addIssue('Must be JSON, with each name at most once.')
      return z.NEVER
    }),
    {
      type: 'string',
      contentMediaType: 'application/json',
      maxLength: maxFormTextBytes,
      examples: [example],
    },
  )

const oneOf = (values: readonly string[]): JsonSchema => ({ enum: [...values, ''] })
const name = { maxLength: maxNameLength }

/** The fields of a book as a form sends them. */
export const formFields = z.strictObject({
  title: shape.title,
  authors: list(shape.authors, maxAuthors, maxNameLength, 'Mary Shelley').describe(
    'The authors: a part for each.',
  ),
  description: shape.description,
  category: nullable(shape.category, oneOf(categories)).describe('The category; empty for none.'),
  series: nullable(shape.series, { ...name, examples: ['Monsters'] }).describe('The series.'),
  series_number: number(shape.series_number, {
    minimum: 0,
    maximum: maxSeriesNumber,
    examples: [1],
  }).describe('The place in the series.'),
  isbn: nullable(shape.isbn, { maxLength: 40, examples: ['9780141439471'] }).describe(
    'An ISBN-10 or ISBN-13.',
  ),
  publisher: nullable(shape.publisher, { ...name, examples: ['Penguin'] }).describe('The publisher.'),
  published_year: number(shape.published_year, {
    minimum: minYear,
    maximum: maxYear,
    examples: [1818],
  }).describe('The year of publication; negative for BC.'),
  language: nullable(shape.language, { maxLength: maxLanguageLength, examples: ['en'] }).describe(
    'A BCP 47 tag.',
  ),
  pages: number(shape.pages, { minimum: 1, maximum: maxPages, examples: [280] }).describe('The pages.'),
  format: nullable(shape.format, oneOf(formats)).describe('The form of the edition.'),
  status: nullable(shape.status, oneOf(statuses)).describe('How far the reader is with the book.'),
  rating: number(shape.rating, { minimum: 0.25, maximum: 5, examples: [4.5] }).describe(
    'Stars, in quarters.',
  ),
  progress: number(shape.progress, { minimum: 0, maximum: 1, examples: [1] }).describe(
    'The part that has been read, from 0 to 1.',
  ),
  readings: json(shape.readings, '[{"started_on":"2026-10-01","finished_on":"2026-10-31"}]').describe(
    'Each time that the book was read, as JSON.',
  ),
  tags: list(shape.tags, maxTags, maxTagLength, 'gothic').describe('Tags of your own: a part for each.'),
  review: shape.review,
  notes: shape.notes,
  owned: flag.describe('Whether you own the book; empty if that is unknown.'),
  extra: json(shape.extra, '{"Mood":"dark"}').describe('Fields of your own, as JSON.'),
} satisfies { [K in BookField]: z.ZodType<BookFields[K]> })
