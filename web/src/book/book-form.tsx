import type { ComponentChildren, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { CoverField } from './cover-field.tsx'
import { AboutGroup } from './fields/about-group.tsx'
import { EditionGroup } from './fields/edition-group.tsx'
import { FirstFields } from './fields/first-fields.tsx'
import type { GroupFields } from './fields/group.tsx'
import { MoreFields } from './fields/more-fields.tsx'
import { OwnGroup } from './fields/own-group.tsx'
import { RatingFields } from './fields/rating-fields.tsx'
import { ReadingGroup } from './fields/reading-group.tsx'
import './book-form.css'
import './form-groups.css'

interface BookFormProps extends GroupFields {
  form: RefObject<HTMLFormElement | null>
  currentUrl: string | null
  /** The fields cannot be changed while they are sent: a change would be lost. */
  busy: boolean
  /** A photo that was chosen before the form was there. */
  photo?: File | undefined
  /** Whether each chosen cover is cropped first. */
  cropsFirst?: boolean
  /** Forgets the cover of a found book. `undefined` without one. */
  onRemoveFound?: (() => void) | undefined
  onSubmit: (event: Event) => void
  /** Whether everything beyond cover, title and authors is folded away. */
  isShort?: boolean
  /** Counts the drafts with which the form was continued. */
  continued?: number
  /** The field that has the focus first. By default the title. */
  firstField?: 'title' | 'search'
  /** The content above the fields. */
  head?: ComponentChildren
  /** The content below the fields: errors, progress and buttons. */
  children: ComponentChildren
}

export const BookForm = (props: BookFormProps) => {
  const {
    form,
    currentUrl,
    busy,
    photo,
    cropsFirst,
    onRemoveFound,
    onSubmit,
    isShort,
    continued = 0,
    firstField,
    head,
    children,
    ...fields
  } = props
  const { draft, set, issue, issuePaths } = fields
  const firstSelector = firstField === 'search' ? '[type=search]' : '[name=title]'
  // By default a dialog gives the focus to its first button.
  useEffect(() => form.current?.querySelector<HTMLElement>(firstSelector)?.focus(), [form, firstSelector])
  const groups = (
    <>
      <AboutGroup {...fields} />
      <EditionGroup {...fields} />
      <ReadingGroup {...fields} />
      <OwnGroup {...fields} />
    </>
  )
  return (
    <form class="book-form" ref={form} onSubmit={onSubmit} noValidate>
      <div class="book-form-fields" inert={busy}>
        {head}
        <CoverField
          currentUrl={currentUrl}
          category={draft.category}
          file={draft.cover}
          original={draft.original}
          {...{ photo, cropsFirst }}
          issue={issue('cover_image')}
          onChoose={set}
          onRemove={draft.cover ? () => set({ cover: undefined }) : onRemoveFound}
        />
        <FirstFields {...fields}>{!isShort && <RatingFields {...fields} />}</FirstFields>
        <div class="groups">
          {isShort ? (
            <MoreFields {...{ draft, continued, issuePaths }}>
              <RatingFields {...fields} />
              {groups}
            </MoreFields>
          ) : (
            groups
          )}
        </div>
      </div>
      <div class="book-form-foot">{children}</div>
    </form>
  )
}
