import type { ComponentChildren, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { CoverField } from './cover-field.tsx'
import { AboutGroup } from './fields/about-group.tsx'
import { EditionGroup } from './fields/edition-group.tsx'
import { FirstFields } from './fields/first-fields.tsx'
import type { GroupFields } from './fields/group.tsx'
import { OwnGroup } from './fields/own-group.tsx'
import { ReadingGroup } from './fields/reading-group.tsx'
import './book-form.css'

interface BookFormProps extends GroupFields {
  form: RefObject<HTMLFormElement | null>
  currentUrl: string | null
  /** Forgets the cover of a found book. `undefined` without one. */
  onRemoveFound?: (() => void) | undefined
  onSubmit: (event: Event) => void
  /** The content above the fields. */
  head?: ComponentChildren
  /** The content below the fields: errors, progress and buttons. */
  children: ComponentChildren
}

export const BookForm = (props: BookFormProps) => {
  const { form, currentUrl, onRemoveFound, onSubmit, head, children, ...fields } = props
  const { draft, set, issue } = fields
  // By default a dialog gives the focus to its first button.
  useEffect(() => form.current?.querySelector<HTMLElement>('[name=title]')?.focus(), [form])
  return (
    <form class="book-form" ref={form} onSubmit={onSubmit} noValidate>
      {head}
      <CoverField
        currentUrl={currentUrl}
        category={draft.category}
        file={draft.cover}
        issue={issue('cover_image')}
        onChoose={set}
        onRemove={draft.cover ? () => set({ cover: undefined }) : onRemoveFound}
      />
      <FirstFields {...fields} />
      <div class="groups">
        <AboutGroup {...fields} />
        <EditionGroup {...fields} />
        <ReadingGroup {...fields} />
        <OwnGroup {...fields} />
      </div>
      <div class="book-form-foot">{children}</div>
    </form>
  )
}
