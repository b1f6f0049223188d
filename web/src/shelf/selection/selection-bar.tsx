import { Icon } from '../../design/icon.tsx'
import { books } from '../../library/books.ts'
import { deleteManyLater } from '../../library/deletion.ts'
import { statuses, statusName } from '../../library/field-names.ts'
import { categories, categoryName } from '../../router/categories.ts'
import { applyToBooks } from './apply.ts'
import { CoversButton } from './covers-button.tsx'
import { leaveSelection } from './leave-selection.ts'
import { BarMenu, BarPopover } from './menu.tsx'
import { selectAll, selectedBooks, selection } from './selection.ts'
import { TagsPanel } from './tags-panel.tsx'
import { selectionTexts } from './texts.ts'
import './selection-bar.css'

const StatusMenu = () => (
  <BarMenu
    label={selectionTexts.value.status}
    options={[
      ...statuses.map((status) => [status, statusName(status)] as const),
      [null, selectionTexts.value.noStatus],
    ]}
    onChoose={(status) => {
      const name = status === null ? undefined : statusName(status)
      applyToBooks(
        leaveSelection(),
        () => ({ status }),
        (count) => selectionTexts.value.statusSet(count, name),
      )
    }}
  />
)

const CategoryMenu = () => (
  <BarMenu
    label={selectionTexts.value.category}
    options={[...categories, null].map((category) => [
      category,
      <span key={category} class="bar-category" data-category={category}>
        <span class="swatch" />
        {categoryName(category)}
      </span>,
    ])}
    onChoose={(category) => {
      const name = category === null ? undefined : categoryName(category)
      applyToBooks(
        leaveSelection(),
        () => ({ category }),
        (count) => selectionTexts.value.categorySet(count, name),
      )
    }}
  />
)

const TagsMenu = () => (
  <BarPopover label={selectionTexts.value.tags}>
    {(close) => (
      <TagsPanel
        books={selectedBooks()}
        onApply={(tagsOf) => {
          close()
          applyToBooks(leaveSelection(), (book) => ({ tags: tagsOf(book) }), selectionTexts.value.tagsSet)
        }}
      />
    )}
  </BarPopover>
)

const Count = () => {
  const texts = selectionTexts.value
  const { list } = books.value
  const loaded = new Set(list.map(({ id }) => id))
  const chosen = [...selection.value.keys()]
  const absent = chosen.filter((id) => !loaded.has(id)).length
  return (
    <p class="bar-count">
      <span class="figures">{texts.count(chosen.length)}</span>
      {absent > 0 && <span class="bar-absent">{texts.notShown(absent)}</span>}
      {chosen.length - absent < list.length && (
        <button
          type="button"
          class="button quiet"
          aria-label={texts.selectAllName(list.length)}
          onClick={selectAll}
        >
          {texts.selectAll(list.length)}
        </button>
      )}
    </p>
  )
}

const DeleteButton = () => (
  <button type="button" class="button" onClick={() => deleteManyLater(leaveSelection())}>
    {selectionTexts.value.delete}
  </button>
)

/** The actions for the selected books. */
export const SelectionBar = () => {
  const texts = selectionTexts.value
  return (
    <section class="selection-bar" aria-label={texts.bar}>
      <button type="button" class="icon-button" aria-label={texts.end} onClick={() => leaveSelection()}>
        <Icon name="close" />
      </button>
      <Count />
      {selection.value.size > 0 && (
        <div class="bar-actions">
          <StatusMenu />
          <CategoryMenu />
          <TagsMenu />
          <CoversButton />
          <DeleteButton />
        </div>
      )}
      {selection.value.size === 0 && <CoversButton />}
    </section>
  )
}
