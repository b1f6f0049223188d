import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ListSort, sortColumns } from '../../src/books/orders.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { repetitions } from '../support/repetitions.ts'
import { anyBook, anyFilters, places } from './any-book.ts'
import { allPages, idsOf } from './library.ts'
import { asKnown, expectedList, type ModelBook, rowFor } from './listing-model.ts'
import { putOnly } from './sorted.ts'

const sorts = sortColumns.flatMap((column): ListSort[] => [column, `-${column}`])

// One book for a title and authors, as the unique index has it.
const library = fc.uniqueArray(anyBook, {
  minLength: 12,
  maxLength: 25,
  selector: (book) => JSON.stringify([book.fields.title, asKnown(book).fields.authors]),
})

const place = (sort: ListSort) =>
  fc.option(fc.constantFrom(...(places[sort.replace('-', '')] ?? [])), { nil: undefined })

/** Puts the books into a library, and the same ones into that of another reader. */
const putAll = async (reader: string, other: string, books: ModelBook[]) => {
  const rows = books.map((book) => rowFor(reader, asKnown(book)))
  await putOnly([...rows, ...books.map((book) => rowFor(other, asKnown(book)))])
  return books.map((book, at) => ({ ...asKnown(book), id: rows[at]?.id ?? '' }))
}

it.each(sorts)(
  'any library, half-filled, by any filters, is listed as the model sorts it: %s',
  async (sort) => {
    const [reader, other] = [await signedIn(), await newUser()]
    const limit = fc.integer({ min: 2, max: 9 })
    const property = fc.asyncProperty(
      library,
      anyFilters,
      place(sort),
      limit,
      async (books, filters, from, size) => {
        const known = await putAll(reader.user.id, other.id, books)
        const unfiltered = { sort, filters: {}, from }
        const filtered = { sort, filters, from }
        for (const query of [unfiltered, filtered]) {
          const parameters = new URLSearchParams({
            sort,
            limit: String(size),
            ...query.filters,
            ...(from && { from }),
          })
          const pages = await allPages(reader, String(parameters))
          expect(pages.flatMap(idsOf)).toEqual(expectedList(known, query))
        }
      },
    )
    await fc.assert(property, { numRuns: repetitions(3, 100) })
  },
)
