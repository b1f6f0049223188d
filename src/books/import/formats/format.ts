import type { Readers } from '../readers/reader.ts'

export const importFormats = [
  'bookplate_csv',
  'bookplate_json',
  'goodreads',
  'storygraph',
  'librarything',
  'calibre',
  'bookwyrm',
  'other',
] as const
export type ImportFormat = (typeof importFormats)[number]

/** A format that its columns identify. */
export interface Format {
  format: ImportFormat
  /** The columns that identify the format, in lower case. */
  required: readonly string[]
  readers: Readers
  /** Whether the texts are exactly those of our export: nothing is trimmed or decoded. */
  isOurs?: true
}
