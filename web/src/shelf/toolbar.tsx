import { limits } from 'bookplate/client'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { pushHref, replaceHref, route } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { type ShelfQuery, type Sort, sorts, type View, views } from '../router/shelf-query.ts'
import { routerTexts } from '../router/texts.ts'
import { SelectButton } from './selection/select-button.tsx'
import { shelfTexts } from './texts.ts'
import './toolbar.css'

const typingPauseMs = 180

const SearchField = ({ query }: { query: ShelfQuery }) => {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  // Back, Forward and the category links change the query. While the reader types, the field is ahead of the address.
  useEffect(() => {
    if (input.current && input.current.value !== query.q && document.activeElement !== input.current) {
      input.current.value = query.q
    }
  }, [query.q])
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = (event: Event) => {
    const q = (event.currentTarget as HTMLInputElement).value
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const here = route.value
      // The reader may have opened a book in the meantime. Keep its dialog open.
      if (here.page === 'shelf') replaceHref(shelfHref({ ...here.query, q }, here.dialog))
    }, typingPauseMs)
  }

  return (
    <search class="search">
      <label>
        <span class="visually-hidden">{shelfTexts.value.search}</span>
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          name="q"
          defaultValue={query.q}
          maxLength={limits.maxQueryLength}
          placeholder={shelfTexts.value.searchHint}
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          onInput={search}
        />
      </label>
    </search>
  )
}

const SortField = ({ query }: { query: ShelfQuery }) => (
  <select
    class="sort"
    aria-label={shelfTexts.value.sortBy}
    value={query.sort}
    onChange={({ currentTarget }) => pushHref(shelfHref({ ...query, sort: currentTarget.value as Sort }))}
  >
    {sorts.map((sort) => (
      <option key={sort} value={sort}>
        {routerTexts.value.sorts[sort]}
      </option>
    ))}
  </select>
)

const ViewButton = ({ query, view }: { query: ShelfQuery; view: View }) => (
  <button
    type="button"
    class="icon-button"
    aria-label={shelfTexts.value.views[view]}
    aria-pressed={query.view === view}
    onClick={() => replaceHref(shelfHref({ ...query, view }))}
  >
    <Icon name={view} />
  </button>
)

/** Search, order and view. Their values are in the address. */
export const Toolbar = ({ query }: { query: ShelfQuery }) => (
  <div class="toolbar">
    <SearchField query={query} />
    <SortField query={query} />
    <fieldset class="views">
      <legend class="visually-hidden">{shelfTexts.value.view}</legend>
      {views.map((view) => (
        <ViewButton key={view} query={query} view={view} />
      ))}
    </fieldset>
    <SelectButton />
  </div>
)
