import type { ComponentChildren } from 'preact'
import type { ShownBook } from '../library/book.ts'
import { formatName } from '../library/field-names.ts'
import { languageName, yearText } from '../library/names.ts'
import './facts.css'

export type FactRow = readonly [name: string, value: ComponentChildren]

/** Names and values. Rows without a value are left out. */
export const Facts = ({ rows }: { rows: readonly FactRow[] }) => {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl class="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The facts of the edition, which every reader may see. */
export const EditionFacts = ({ book }: { book: ShownBook }) => (
  <Facts
    rows={[
      ['Publisher', book.publisher],
      ['Year', book.published_year === null ? null : yearText(book.published_year)],
      ['Pages', book.pages],
      ['Format', book.format && formatName(book.format)],
      ['Language', book.language && (languageName(book.language) ?? book.language)],
      ['ISBN', book.isbn],
    ]}
  />
)
