import { Problem } from '../errors/problem.tsx'
import { list } from '../i18n/format.ts'
import { retryBooks } from '../library/books.ts'
import { formatName, formats, statuses, statusName } from '../library/field-names.ts'
import { languageName } from '../library/names.ts'
import { filterName } from '../router/categories.ts'
import { replaceHref, route } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { isNarrowed, type ShelfQuery } from '../router/shelf-query.ts'
import { routerTexts } from '../router/texts.ts'
import { failedTexts } from './failed-texts.ts'
import './failed-query.css'

const valueName = (value: string): string => {
  const status = statuses.find((one) => one === value)
  const format = formats.find((one) => one === value)
  return (status && statusName(status)) ?? (format && formatName(format)) ?? value
}

/** `“star”, Poetry; Newest first` */
const describe = (query: ShelfQuery): string => {
  const { q, category, filters, sort } = query
  const { cover, owned, language, ...others } = filters
  const texts = failedTexts.value
  const parts = [
    q.trim() === '' ? undefined : `“${q.trim()}”`,
    category && filterName(category),
    cover && texts.withoutCover,
    owned && (owned === 'true' ? texts.owned : texts.notOwned),
    language && (languageName(language) ?? language),
    ...Object.values(others).map((value) => valueName(String(value))),
  ].filter((part) => part !== undefined)
  const books = isNarrowed(query) ? list(parts) : texts.allBooks
  return `${books}; ${routerTexts.value.sorts[sort]}`
}

/** Above the books, where the reader looks: the list is not that of the query. */
export const FailedQuery = ({ shown, error }: { shown: ShelfQuery; error: unknown }) => {
  const texts = failedTexts.value
  const keep = () => {
    const here = route.value
    if (here.page !== 'shelf') return
    replaceHref(shelfHref({ ...shown, view: here.query.view }, here.dialog))
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }
  return (
    <section class="failed-query" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p>
        {texts.stillShown} <strong dir="auto">{describe(shown)}</strong>
      </p>
      <Problem error={error} retry={retryBooks} />
      <button type="button" class="button quiet" onClick={keep}>
        {texts.keep}
      </button>
    </section>
  )
}
