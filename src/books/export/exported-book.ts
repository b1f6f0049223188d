/** A book of an export: its fields and its creation. */
export interface ExportedBook {
  title: string
  description: string
  category: string
  createdAt: Date
}

export type ExportedColumn = 'title' | 'description' | 'category' | 'created_at'

/** The columns of our CSV, and the members of a book in our JSON, in order. */
export const exportedColumns: readonly ExportedColumn[] = ['title', 'description', 'category', 'created_at']

/** The columns of the first export. Columns that came later may be missing in a file, so that it stays importable. */
export const firstColumns: readonly string[] = ['title', 'description', 'category']

/** @returns the text of each column. `created_at` is RFC 3339 in UTC with milliseconds. */
export const exportedTexts = (book: ExportedBook): Record<ExportedColumn, string> => ({
  title: book.title,
  description: book.description,
  category: book.category,
  created_at: book.createdAt.toISOString(),
})
