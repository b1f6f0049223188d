import type { ListedBook, OwnBook } from 'bookplate/client'
import type { ComponentChildren, RefObject } from 'preact'
import { list } from '../../i18n/format.ts'
import type { ShownBook } from '../../library/book.ts'
import { seriesText } from '../../library/names.ts'
import { libraryTexts } from '../../library/texts.ts'
import { EditionFacts } from '../book-facts.tsx'
import { InlineText } from '../inline/inline-text.tsx'
import { readAuthor, readField, type TextField } from '../inline/read-field.ts'
import { SheetFacts } from './sheet-facts.tsx'
import { sheetTexts } from './texts.ts'

type Heading = RefObject<HTMLHeadingElement | null>

const Title = ({ title, heading }: { title: string; heading: Heading }) => (
  <h2 ref={heading} class="book-title" tabIndex={-1} dir="auto">
    {title}
  </h2>
)

interface EditableProps {
  book: ListedBook | OwnBook
  name: TextField
  value: string
  isLong?: boolean
  children: ComponentChildren
}

const Editable = ({ name, ...props }: EditableProps) => (
  <InlineText
    {...props}
    name={name}
    label={libraryTexts.value.fields[name]}
    read={(text) => readField(name, text)}
  />
)

/** Title, authors and series at the head of the page. The owner changes each of them with a click. */
export const BookHead = ({
  book,
  own,
  heading,
}: {
  book: ShownBook
  own: ListedBook | OwnBook | undefined
  heading: Heading
}) => {
  const texts = sheetTexts.value
  const series = seriesText(book.series, book.series_number)
  if (!own) {
    return (
      <>
        <Title title={book.title} heading={heading} />
        {book.authors.length > 0 && (
          <p class="book-authors" dir="auto">
            {texts.by} {list(book.authors)}
          </p>
        )}
        {series && (
          <p class="book-series" dir="auto">
            {series}
          </p>
        )}
      </>
    )
  }
  return (
    <>
      <div class="book-title">
        <Editable book={own} name="title" value={own.title}>
          <Title title={own.title} heading={heading} />
        </Editable>
      </div>
      {own.authors.map((author, at) => (
        <div key={`${at} ${author}`} class="book-authors">
          <InlineText
            book={own}
            name={`author ${at}`}
            label={texts.author}
            value={author}
            read={(text) => readAuthor(own.authors, at, text)}
          >
            <p dir="auto">{author}</p>
          </InlineText>
        </div>
      ))}
      {own.series !== null && (
        <div class="book-series">
          <Editable book={own} name="series" value={own.series}>
            <p dir="auto">{series}</p>
          </Editable>
        </div>
      )}
    </>
  )
}

/** The description and the facts of the edition. */
export const BookBody = ({ book, own }: { book: ShownBook; own: ListedBook | OwnBook | undefined }) => {
  if (!own) {
    return (
      <>
        {book.description && (
          <p class="book-description" dir="auto">
            {book.description}
          </p>
        )}
        <EditionFacts book={book} />
      </>
    )
  }
  return (
    <>
      {own.description && (
        <div class="book-description">
          <Editable book={own} name="description" value={own.description} isLong>
            <p dir="auto">{own.description}</p>
          </Editable>
        </div>
      )}
      <SheetFacts book={own} />
    </>
  )
}
