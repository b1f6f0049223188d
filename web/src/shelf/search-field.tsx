import { limits } from 'bookplate/client'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { lastQuery } from '../router/last-query.ts'
import { pushHref, replaceHref, route } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { shelfTexts } from './texts.ts'
import './search-field.css'

const typingPauseMs = 180

const show = (q: string) => {
  const here = route.value
  // The reader may have opened a book in the meantime. Keep its dialog open.
  if (here.page === 'shelf') replaceHref(shelfHref({ ...here.query, q }, here.dialog))
  else if (q !== '') pushHref(shelfHref({ ...lastQuery.value, q }))
}

/** Searches the shelf, from any page. */
export const SearchField = () => {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const here = route.value
  const q = here.page === 'shelf' ? here.query.q : ''

  // Back, Forward and the category links change the query. While the reader types, the field is ahead of the address.
  useEffect(() => {
    if (input.current && input.current.value !== q && document.activeElement !== input.current) {
      input.current.value = q
    }
  }, [q])
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show(input.current?.value ?? ''), typingPauseMs)
  }
  const clear = () => {
    if (!input.current) return
    clearTimeout(timer.current)
    input.current.value = ''
    show('')
    input.current.focus()
  }

  return (
    <search class={q === '' ? 'search' : 'search has-query'}>
      <label>
        <span class="visually-hidden">{shelfTexts.value.search}</span>
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={limits.maxQueryLength}
          placeholder={shelfTexts.value.searchHint}
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          dir="auto"
          onInput={search}
        />
      </label>
      {q !== '' && (
        <button type="button" class="icon-button" aria-label={shelfTexts.value.clearSearch} onClick={clear}>
          <Icon name="close" />
        </button>
      )}
    </search>
  )
}
