import { useId, useState } from 'preact/hooks'
import { fold } from '../../../src/books/fold.ts'
import { number } from '../i18n/format.ts'
import { type FilterName, withFilter } from '../router/filters.ts'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { openBeside } from '../router/side-by-side.ts'
import { valueText } from './active.ts'
import { filterTexts } from './texts.ts'
import { useMoreValues } from './use-more-values.ts'

export interface Option {
  value: string | number
  count: number
}

interface FacetListProps {
  query: ShelfQuery
  name: FilterName
  /** Undefined until they are counted. */
  options: readonly Option[] | undefined
  /** Whether every count has ended. Before, no filter is said to have no values. */
  isComplete: boolean
  /** Whether the count of these values failed, which the panel tells. */
  hasFailed: boolean
}

/** A longer list has a field that finds values. */
const shortLength = 12

interface OptionLinkProps extends Option {
  query: ShelfQuery
  name: FilterName
}

/** A link, as the categories are, so that Back works. The chosen value leads to the query without it. */
const OptionLink = ({ query, name, value, count }: OptionLinkProps) => {
  const text = String(value)
  const isChosen = query.filters[name] === text
  const filters = withFilter(query.filters, name, isChosen ? undefined : text)
  return (
    <a
      class="facet-option"
      href={shelfHref({ ...query, filters }, openBeside())}
      aria-current={isChosen ? 'true' : undefined}
    >
      <bdi>{valueText(name, text)}</bdi>
      <span class="figures" aria-hidden="true">
        {number(count)}
      </span>
      <span class="visually-hidden">{filterTexts.value.count(count)}</span>
    </a>
  )
}

/** One filter with its values, the most frequent first. */
export const FacetList = ({ query, name, options, isComplete, hasFailed }: FacetListProps) => {
  const texts = filterTexts.value
  const id = useId()
  const [wanted, setWanted] = useState('')
  const more = useMoreValues(query, name, wanted, options?.length ?? 0)
  const isLong = options !== undefined && options.length > shortLength
  const folded = fold(wanted.trim())
  const found = (more ?? options ?? []).filter(
    ({ value, count }) =>
      (count > 0 || query.filters[name] === String(value)) &&
      (folded === '' || fold(valueText(name, String(value))).includes(folded)),
  )
  const chosen = query.filters[name]
  // A value that a link brought along, or that no book has any more.
  const isUnlisted =
    options !== undefined &&
    chosen !== undefined &&
    folded === '' &&
    !found.some(({ value }) => String(value) === chosen)
  const isEmpty = options !== undefined && found.length === 0 && !isUnlisted
  const isCounting = options === undefined || (isEmpty && folded === '' && !isComplete)
  return (
    <section class="facet" aria-labelledby={id}>
      <h2 id={id}>{texts.names[name]}</h2>
      {isLong && (
        <input
          class="input"
          type="search"
          aria-label={texts.find(texts.names[name])}
          placeholder={texts.find(texts.names[name])}
          value={wanted}
          autocomplete="off"
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
      )}
      {isCounting ? (
        <p class="hint">{hasFailed ? texts.notCounted : texts.counting}</p>
      ) : (
        <ul>
          {isUnlisted && (
            <li>
              <OptionLink query={query} name={name} value={chosen} count={0} />
            </li>
          )}
          {found.map(({ value, count }) => (
            <li key={value}>
              <OptionLink query={query} name={name} value={value} count={count} />
            </li>
          ))}
        </ul>
      )}
      {isEmpty && !isCounting && <p class="hint">{texts.noValues}</p>}
    </section>
  )
}
