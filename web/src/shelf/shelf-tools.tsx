import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { sharpenCovers } from '../cover/load-images.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { coverSizes, rememberSettings, shelfSettings } from '../library/shelf-settings.ts'
import { pushHref, replaceHref, route } from '../router/location.ts'
import { numbersHref, type Route, shelfHref } from '../router/route.ts'
import { type Sort, sorts, type View, views } from '../router/shelf-query.ts'
import { routerTexts } from '../router/texts.ts'
import { SelectButton } from './selection/select-button.tsx'
import { shelfTexts } from './texts.ts'
import './shelf-tools.css'

type Shelf = Extract<Route, { page: 'shelf' }>

const chooseSort = ({ query, dialog }: Shelf, sort: Sort) => {
  // The entry of the history keeps its order, so that Back returns to it.
  replaceHref(shelfHref(query, dialog, true))
  rememberSettings({ sort })
  // Groups have an order of their own.
  pushHref(shelfHref({ ...query, sort, group: undefined }, dialog))
}

const chooseView = ({ query, dialog }: Shelf, view: View) => {
  rememberSettings({ view })
  replaceHref(shelfHref({ ...query, view }, dialog))
}

const SortField = ({ shelf }: { shelf: Shelf }) => (
  <select
    class="sort"
    aria-label={shelfTexts.value.sortBy}
    value={shelf.query.sort}
    onChange={({ currentTarget }) => chooseSort(shelf, currentTarget.value as Sort)}
  >
    {sorts.map((sort) => (
      <option key={sort} value={sort}>
        {routerTexts.value.sorts[sort]}
      </option>
    ))}
  </select>
)

const Choice = ({
  icon,
  label,
  isChosen,
  onChoose,
}: {
  icon: IconName
  label: string
  isChosen: boolean
  onChoose: () => void
}) => (
  <button type="button" class="icon-button" aria-label={label} aria-pressed={isChosen} onClick={onChoose}>
    <Icon name={icon} />
  </button>
)

const Choices = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <fieldset class="choices">
    <legend class="visually-hidden">{label}</legend>
    {children}
  </fieldset>
)

const ViewField = ({ shelf }: { shelf: Shelf }) => (
  <Choices label={shelfTexts.value.view}>
    {views.map((view) => (
      <Choice
        key={view}
        icon={view}
        label={shelfTexts.value.views[view]}
        isChosen={shelf.query.view === view}
        onChoose={() => chooseView(shelf, view)}
      />
    ))}
  </Choices>
)

const SizeField = () => (
  <Choices label={shelfTexts.value.size}>
    {coverSizes.map((size) => (
      <Choice
        key={size}
        icon={size}
        label={shelfTexts.value.sizes[size]}
        isChosen={shelfSettings.value.size === size}
        onChoose={() => {
          rememberSettings({ size })
          sharpenCovers()
        }}
      />
    ))}
  </Choices>
)

/** The width from which the tools are a part of the bar: that of shelf-tools.css. */
const wide = matchMedia('(width >= 80rem)')

/** Closes the menu when the window becomes wide: an open popover would lie over the bar. */
const useMenuInBar = (menu: RefObject<HTMLDivElement | null>) =>
  useEffect(() => {
    const close = () => menu.current?.hidePopover()
    wide.addEventListener('change', close)
    return () => wide.removeEventListener('change', close)
  }, [menu])

/** Order, view and size of the covers: in the bar where there is room, and else in a menu. */
export const ShelfTools = () => {
  const here = route.value
  const menu = useRef<HTMLDivElement>(null)
  useMenuInBar(menu)
  if (here.page !== 'shelf') return null
  return (
    <>
      <button
        type="button"
        class="icon-button tools-button"
        popovertarget="shelf-tools"
        aria-label={shelfTexts.value.tools}
      >
        <Icon name="sliders" />
      </button>
      <div ref={menu} id="shelf-tools" popover="auto" class="tools">
        <SortField shelf={here} />
        <ViewField shelf={here} />
        {here.query.view === 'covers' && <SizeField />}
        {/* The bar of a phone has no room for them. */}
        <a class="tools-link" href={numbersHref()}>
          {shelfTexts.value.numbers}
        </a>
        <a class="tools-link" href="#/import">
          {shelfTexts.value.import}
        </a>
      </div>
      <SelectButton />
    </>
  )
}
