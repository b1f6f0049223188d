import type { ImportReport } from 'bookplate/client'
import type { BookField } from '../library/book.ts'

export type MappedField = keyof NonNullable<ImportReport['mapping']>
export type DateOrder = NonNullable<ImportReport['date_order']>

/** The settings of an import, which the reader corrects in the preview. */
export interface ImportOptions {
  existing: ImportReport['existing']
  /** With `update`, the fields that are replaced although they are not empty. */
  overwrite: BookField[]
  /** The field of each column, in order; null for an own field. `undefined` for a format that is known. */
  columns: [column: string, field: MappedField | null][] | undefined
  dateOrder: DateOrder | undefined
}

export const firstOptions: ImportOptions = {
  existing: 'skip',
  overwrite: [],
  columns: undefined,
  dateOrder: undefined,
}

/** @returns the options that a preview was made with, and the mapping that it proposes */
export const optionsOf = (report: ImportReport, { overwrite }: ImportOptions): ImportOptions => ({
  existing: report.existing,
  overwrite,
  columns:
    report.mapping === null
      ? undefined
      : report.columns.map(({ column, field }) => [column, field === 'extra' ? null : field]),
  dateOrder: report.date_order ?? undefined,
})

const mappingOf = (columns: NonNullable<ImportOptions['columns']>): Record<string, string[]> => {
  const mapping: Record<string, string[]> = {}
  for (const [column, field] of columns) if (field) mapping[field] = [...(mapping[field] ?? []), column]
  return mapping
}

export const formOf = (file: File, mode: 'preview' | 'apply', options: ImportOptions): FormData => {
  const { existing, overwrite, columns, dateOrder } = options
  const form = new FormData()
  form.set('file', file)
  form.set('mode', mode)
  form.set('existing', existing)
  for (const field of overwrite) form.append('overwrite', field)
  if (columns) form.set('mapping', JSON.stringify(mappingOf(columns)))
  if (dateOrder) form.set('date_order', dateOrder)
  return form
}
