import type { ListedBook, OwnBook } from 'bookplate/client'
import { formatName } from '../../library/field-names.ts'
import { languageName, yearText } from '../../library/names.ts'
import { libraryTexts } from '../../library/texts.ts'
import { Facts } from '../book-facts.tsx'
import { InlineText } from '../inline/inline-text.tsx'
import { readField, type TextField } from '../inline/read-field.ts'

/** The facts of the edition, each of which can be changed in its place. */
export const SheetFacts = ({ book }: { book: ListedBook | OwnBook }) => {
  const { fields } = libraryTexts.value
  const editable = (name: TextField, value: string | number | null, shown = value) =>
    value === null ? null : (
      <InlineText
        book={book}
        name={name}
        label={fields[name]}
        value={String(value)}
        read={(text) => readField(name, text)}
      >
        <span dir="auto">{shown}</span>
      </InlineText>
    )
  const { published_year: year, language } = book
  return (
    <Facts
      rows={[
        [fields.series_number, editable('series_number', book.series_number)],
        [fields.publisher, editable('publisher', book.publisher)],
        [fields.published_year, editable('published_year', year, year === null ? null : yearText(year))],
        [fields.pages, editable('pages', book.pages)],
        [fields.format, book.format && formatName(book.format)],
        [fields.language, editable('language', language, language && (languageName(language) ?? language))],
        [fields.isbn, editable('isbn', book.isbn)],
      ]}
    />
  )
}
