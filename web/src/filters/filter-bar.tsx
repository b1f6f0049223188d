import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { number } from '../i18n/format.ts'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { openBeside } from '../router/side-by-side.ts'
import { activeFilters } from './active.ts'
import { LazyPanel } from './lazy-panel.tsx'
import { filterTexts } from './texts.ts'
import './filter-bar.css'

interface FilterBarProps {
  query: ShelfQuery
  /** The rest of the line. */
  children: ComponentChildren
}

/** A button that opens the panel of filters, and the filters that are set, each with a way to remove it. */
export const FilterBar = ({ query, children }: FilterBarProps) => {
  const texts = filterTexts.value
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const active = activeFilters(query)
  const focusButton = () => button.current?.focus({ preventScroll: true })
  const close = () => {
    setIsOpen(false)
    focusButton()
  }
  return (
    <>
      <div class="filter-line">
        {children}
        <button
          type="button"
          class="filter-button"
          ref={button}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="funnel" />
          <span class="filter-word">{texts.filters}</span>
          {active.length > 0 && (
            <span class="filter-number figures">
              {number(active.length)}
              <span class="visually-hidden"> {texts.isActive}</span>
            </span>
          )}
        </button>
      </div>
      {active.length > 0 && (
        <div class="active-filters">
          <ul aria-label={texts.active}>
            {active.map(({ key, text, without }) => (
              <li key={key}>
                {/* The link disappears. */}
                <a
                  class="active-filter"
                  href={shelfHref(without, openBeside())}
                  aria-label={texts.remove(text)}
                  onClick={focusButton}
                >
                  <bdi>{text}</bdi>
                  <Icon name="close" />
                </a>
              </li>
            ))}
          </ul>
          <a
            class="button quiet"
            href={shelfHref({ ...query, filters: {} }, openBeside())}
            onClick={focusButton}
          >
            {texts.clear}
          </a>
        </div>
      )}
      {isOpen && <LazyPanel query={query} onClose={close} />}
    </>
  )
}
