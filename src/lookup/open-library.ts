import { cleanParagraphs, cleanText, type Draft, fullTitle, yearOf } from './found-book.ts'
import { languageOfMarc } from './language.ts'
import { maxFoundBooks } from './limits.ts'
import {
  bookDetails,
  type Edition,
  type FoundWork,
  searchFields,
  searchResults,
} from './open-library-schema.ts'
import { formatOf } from './physical-format.ts'
import { type Ask, type Provider, type Query, urlOf } from './provider.ts'
import { readSeries } from './series.ts'

/** `-1` and null stand for no cover. */
const coverIdOf = (covers: readonly (number | null | undefined)[] = []): string | undefined => {
  const id = covers.find((cover) => Number.isSafeInteger(cover) && Number(cover) > 0)
  return id ? String(id) : undefined
}

/** `/languages/eng` or `eng`. A book in several languages has none of them alone. */
const languageOf = (keys: readonly string[] = []): string | undefined => {
  const [code, ...others] = keys
  return code === undefined || others.length > 0 ? undefined : languageOfMarc(code.split('/').at(-1) ?? '')
}

const draftOfEdition = (edition: Edition, isbn: string): Draft => ({
  title: fullTitle(edition.title, edition.subtitle),
  authors: edition.authors?.map(({ name }) => name),
  description: cleanParagraphs(edition.description),
  ...readSeries(cleanText(edition.series?.[0])),
  isbn,
  publisher: cleanText(edition.publishers?.[0]),
  published_year: yearOf(edition.publish_date),
  language: languageOf(edition.languages?.map(({ key }) => key)),
  pages: edition.number_of_pages,
  format: formatOf(edition.physical_format),
  coverId: coverIdOf(edition.covers),
})

const draftOfWork = (work: FoundWork, isbn?: string): Draft => {
  const edition = work.editions?.docs[0]
  const dates = edition?.publish_date
  return {
    title: edition?.title ? fullTitle(edition.title, edition.subtitle) : fullTitle(work.title, work.subtitle),
    authors: work.author_name,
    isbn: isbn ?? edition?.isbn?.toSorted((a, b) => b.length - a.length)[0],
    publisher: cleanText(edition?.publisher?.[0]),
    published_year: edition ? yearOf(dates?.[0]) : work.first_publish_year,
    language: languageOf(edition?.language),
    coverId: coverIdOf([edition?.cover_i, work.cover_i]),
  }
}

const search = async (ask: Ask, q: string, limit: number): Promise<FoundWork[]> => {
  const url = urlOf('https://openlibrary.org/search.json', { q, fields: searchFields, limit: String(limit) })
  return (await ask(url, searchResults)).docs
}

const findEdition = async (ask: Ask, isbn: string): Promise<Draft[]> => {
  const key = `ISBN:${isbn}`
  const parameters = { bibkeys: key, jscmd: 'details', format: 'json' }
  const details = (await ask(urlOf('https://openlibrary.org/api/books', parameters), bookDetails))[key]
    ?.details
  const draft = details && draftOfEdition(details, isbn)
  if (draft?.title && details?.authors?.length) return [draft]
  // Many editions name no authors, only their work does. And this API hides its own errors: unknown may be found here.
  const [work] = await search(ask, `isbn:${isbn}`, 1)
  if (!work) return draft ? [draft] : []
  const ofWork = draftOfWork(work, isbn)
  return [draft?.title ? { ...draft, authors: ofWork.authors } : ofWork]
}

/** https://openlibrary.org/developers/api */
export const openLibrary: Provider = {
  source: 'open_library',
  data: {
    name: 'open_library data',
    hosts: [/^(?:www\.)?openlibrary\.org$/],
    budget: { requests: 60, windowSeconds: 60 },
  },
  pictures: {
    name: 'open_library pictures',
    // Older covers are in items of the Internet Archive, which redirects to the machine that has them.
    hosts: [
      /^covers\.openlibrary\.org$/,
      /^(?:www\.)?archive\.org$/,
      /^[a-z]{2}\d{1,9}\.[a-z]{2}\.archive\.org$/,
    ],
    budget: { requests: 240, windowSeconds: 60 },
  },
  coverId: /^[1-9]\d{0,11}$/,
  find: async (ask: Ask, query: Query) =>
    query.kind === 'isbn'
      ? findEdition(ask, query.isbn)
      : (await search(ask, query.text, maxFoundBooks)).map((work) => draftOfWork(work)),
  // Without `default=false` a missing cover is a blank picture and not 404.
  previewUrl: (id) => urlOf(`https://covers.openlibrary.org/b/id/${id}-M.jpg`, { default: 'false' }),
  coverUrl: async (_, id) => urlOf(`https://covers.openlibrary.org/b/id/${id}-L.jpg`, { default: 'false' }),
}
