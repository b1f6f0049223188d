import { useEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { useFacets } from '../library/facets.ts'
import { pushHref } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { type Group, groups, type ShelfQuery } from '../router/shelf-query.ts'
import { openBeside } from '../router/side-by-side.ts'
import { FacetLists } from './facet-lists.tsx'
import { filterTexts } from './texts.ts'
import './filter-panel.css'

export interface FilterPanelProps {
  query: ShelfQuery
  onClose: () => void
}

const GroupField = ({ query }: { query: ShelfQuery }) => {
  const texts = filterTexts.value
  return (
    <label class="group-field">
      <span>{texts.group}</span>
      <select
        class="input"
        value={query.group ?? ''}
        onChange={({ currentTarget }) =>
          pushHref(
            shelfHref(
              { ...query, group: (currentTarget.value || undefined) as Group | undefined },
              openBeside(),
            ),
          )
        }
      >
        <option value="">{texts.groups.none}</option>
        {groups.map((group) => (
          <option key={group} value={group}>
            {texts.groups[group]}
          </option>
        ))}
      </select>
    </label>
  )
}

const Content = ({ query }: { query: ShelfQuery }) => (
  <>
    <div class="facets">
      <FacetLists query={query} />
    </div>
    <div class="filter-foot">
      <GroupField query={query} />
      <p class="hint">{filterTexts.value.private}</p>
    </div>
  </>
)

/** Follows the width of the window, because a phone may be turned. */
const useIsNarrow = (): boolean => {
  const media = useRef(matchMedia('(width < 40rem)'))
  const [isNarrow, setIsNarrow] = useState(media.current.matches)
  useEffect(() => {
    const follow = () => setIsNarrow(media.current.matches)
    media.current.addEventListener('change', follow)
    return () => media.current.removeEventListener('change', follow)
  }, [])
  return isNarrow
}

/** The values of the library's books, with the number that the other filters leave: beside the shelf, or as a sheet. */
export const FilterPanel = ({ query, onClose }: FilterPanelProps) => {
  const texts = filterTexts.value
  const panel = useRef<HTMLElement>(null)
  const total = useFacets(query)?.total
  const isNarrow = useIsNarrow()
  useEffect(() => panel.current?.focus({ preventScroll: true }), [isNarrow])
  if (isNarrow) {
    return (
      <Dialog title={texts.filters} onClose={onClose}>
        <div class="filter-sheet">
          <Content query={query} />
        </div>
        <div class="dialog-actions">
          <button type="button" class="button primary" onClick={onClose}>
            {texts.show(total)}
          </button>
        </div>
      </Dialog>
    )
  }
  return (
    <section
      class="filter-panel"
      aria-label={texts.filters}
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Content query={query} />
    </section>
  )
}
