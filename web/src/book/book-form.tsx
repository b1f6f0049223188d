import { limits } from 'bookplate/client'
import type { ComponentChildren, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { Field, TextField } from '../forms/field.tsx'
import type { Draft } from '../library/draft.ts'
import { type Category, categories, categoryName } from '../router/categories.ts'
import { CoverField } from './cover-field.tsx'
import './book-form.css'

/** The fields that can show an issue. */
export const bookFields = ['title', 'description', 'category', 'cover_image']

interface BookFormProps {
  form: RefObject<HTMLFormElement | null>
  draft: Draft
  currentUrl: string | null
  issue: (field: string) => string | undefined
  onChange: (draft: Draft) => void
  onSubmit: (event: Event) => void
  /** The content below the fields: errors, progress and buttons. */
  children: ComponentChildren
}

export const BookForm = ({ form, draft, currentUrl, issue, onChange, onSubmit, children }: BookFormProps) => {
  // By default a dialog gives the focus to its first button.
  useEffect(() => form.current?.querySelector<HTMLElement>('[name=title]')?.focus(), [form])
  return (
    <form class="book-form" ref={form} onSubmit={onSubmit} noValidate>
      <CoverField
        currentUrl={currentUrl}
        category={draft.category}
        file={draft.cover}
        issue={issue('cover_image')}
        onChoose={(cover) => onChange({ ...draft, cover })}
      />
      <div class="form">
        <TextField
          label="Title"
          name="title"
          required
          // `maxlength` counts UTF-16 units, the service counts code points.
          maxLength={2 * limits.maxTitleLength}
          autocomplete="off"
          value={draft.title}
          issue={issue('title')}
          onInput={({ currentTarget }) => onChange({ ...draft, title: currentTarget.value })}
        />
        <CategoryField
          value={draft.category}
          issue={issue('category')}
          onChange={(category) => onChange({ ...draft, category })}
        />
        <Field label="Description" issue={issue('description')}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              name="description"
              rows={5}
              value={draft.description}
              onInput={({ currentTarget }) => onChange({ ...draft, description: currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div class="book-form-foot">{children}</div>
    </form>
  )
}

interface CategoryFieldProps {
  value: Category | undefined
  issue: string | undefined
  onChange: (category: Category) => void
}

const CategoryField = ({ value, issue, onChange }: CategoryFieldProps) => (
  <fieldset class="field" aria-describedby={issue ? 'category-issue' : undefined}>
    <legend>Category</legend>
    <div class="category-options">
      {categories.map((category) => (
        <label key={category} class="category-option" data-category={category}>
          <input
            type="radio"
            name="category"
            value={category}
            required
            aria-invalid={issue ? 'true' : undefined}
            checked={category === value}
            onChange={() => onChange(category)}
          />
          <span class="swatch" />
          {categoryName(category)}
        </label>
      ))}
    </div>
    {issue && (
      <p class="issue" id="category-issue">
        {issue}
      </p>
    )}
  </fieldset>
)
