import { useRef } from 'preact/hooks'
import { maxTagLength, maxTags } from '../../../../src/books/limits.ts'
import { Suggestions } from '../../completion/suggestions.tsx'
import { useCompletion } from '../../completion/use-completion.ts'
import { Icon } from '../../design/icon.tsx'
import { TextField } from '../../forms/field.tsx'
import { fieldLabel } from '../../library/field-names.ts'
import { addTag } from '../../library/tidy-draft.ts'
import { type FormFields, maxLength } from './form-fields.ts'
import { fieldTexts } from './texts.ts'

/** The message for the list or for one of its tags. */
const tagsIssue = ({ draft, issue }: FormFields): string | undefined => {
  const at = draft.tags.findIndex((_, index) => issue(`tags.${index}`))
  return issue('tags') ?? (at < 0 ? undefined : `“${draft.tags[at]}”: ${issue(`tags.${at}`)}`)
}

/** Enter and a comma end a tag. The list shows each tag with a button that removes it. */
export const TagsField = (props: FormFields) => {
  const { draft, set } = props
  const field = useRef<HTMLDivElement>(null)
  const completion = useCompletion({
    facet: 'tag',
    value: draft.newTag,
    chosen: draft.tags,
    onChoose: (tag) => set({ newTag: '', tags: addTag(draft.tags, tag) }),
  })
  /** The text behind the last comma is still being typed. */
  const take = (text: string) => {
    const words = text.split(',')
    set({ newTag: words.pop() ?? '', tags: words.reduce(addTag, draft.tags) })
  }
  const remove = (tag: string) => {
    set({ tags: draft.tags.filter((other) => other !== tag) })
    // The button that has the focus disappears.
    field.current?.querySelector('input')?.focus()
  }
  return (
    <div class="tags-field" ref={field}>
      <div class="combobox">
        <TextField
          label={fieldLabel('tags')}
          name="newTag"
          {...completion.input}
          enterkeyhint="done"
          hint={fieldTexts.value.tags.hint}
          issue={tagsIssue(props)}
          disabled={draft.tags.length >= maxTags && draft.newTag === ''}
          {...maxLength(maxTagLength)}
          value={draft.newTag}
          onInput={({ currentTarget }) => {
            take(currentTarget.value)
            completion.onTyped(currentTarget.value.split(',').at(-1) ?? '')
          }}
          onKeyDown={(event) => {
            if (completion.onKey(event)) return
            // Without a tag, Enter sends the form as in every other field.
            if (event.key !== 'Enter' || event.isComposing || draft.newTag.trim() === '') return
            event.preventDefault()
            take(`${draft.newTag},`)
            completion.onTyped('')
          }}
        />
        <Suggestions completion={completion} label={fieldLabel('tags')} />
      </div>
      {draft.tags.length > 0 && (
        <ul class="tag-list" aria-label={fieldTexts.value.tags.list}>
          {draft.tags.map((tag) => (
            <li key={tag} class="tag" dir="auto">
              <span>{tag}</span>
              <button
                type="button"
                aria-label={fieldTexts.value.tags.remove(tag)}
                onClick={() => remove(tag)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
