import type { ListedBook } from 'bookplate/client'
import { useId, useState } from 'preact/hooks'
import { maxTagLength } from '../../../../src/books/limits.ts'
import { Suggestions } from '../../completion/suggestions.tsx'
import { useCompletion } from '../../completion/use-completion.ts'
import { countTags, noTagChoice, stateOf, type TagChoice, tagsAfter, turn } from './tag-choice.ts'
import { selectionTexts } from './texts.ts'

interface TagsPanelProps {
  books: readonly ListedBook[]
  onApply: (tagsOf: (book: ListedBook) => string[]) => void
}

/** A box that is on, off, or left as each book has it. */
const TagBox = ({ tag, count, of, choice, onChange }: TagBoxProps) => {
  const state = stateOf(choice, tag, count, of)
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={state === 'all'}
          indeterminate={state === 'some'}
          onChange={({ currentTarget }) => {
            const next = turn(choice, tag, state)
            onChange(next)
            // The browser has turned the box already.
            const turned = stateOf(next, tag, count, of)
            currentTarget.checked = turned === 'all'
          }}
        />
        <bdi>{tag}</bdi>
        {state === 'some' && <span class="tag-count">{selectionTexts.value.tagOnSome(count, of)}</span>}
      </label>
    </li>
  )
}

interface TagBoxProps {
  tag: string
  count: number
  of: number
  choice: TagChoice
  onChange: (choice: TagChoice) => void
}

/** Adds tags to all of the books, and removes others. */
export const TagsPanel = ({ books, onApply }: TagsPanelProps) => {
  const texts = selectionTexts.value
  const id = useId()
  const [choice, setChoice] = useState(noTagChoice)
  const [text, setText] = useState('')
  const known = countTags(books)
  const isNew = (tag: string) =>
    stateOf({ added: known.map((one) => one.tag), removed: [] }, tag, 0, 1) === 'none'
  const rows = [...choice.added.filter(isNew).map((tag) => ({ tag, count: 0 })), ...known]
  const withTag = (tag: string) => (tag.trim() === '' ? choice : turn(choice, tag.trim(), 'none'))
  const withText = withTag(text)
  const add = (tag: string) => {
    setChoice(withTag(tag))
    setText('')
  }
  const completion = useCompletion({ facet: 'tag', value: text, chosen: choice.added, onChoose: add })
  const apply = () => onApply(({ tags }) => tagsAfter(tags, withText))
  return (
    <form
      class="tags-panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') apply()
        else {
          completion.onTyped('')
          add(text)
        }
      }}
    >
      <label for={id}>{texts.tag}</label>
      <div class="tags-add">
        <div class="combobox">
          <input
            id={id}
            class="input"
            value={text}
            maxLength={maxTagLength}
            dir="auto"
            {...completion.input}
            enterkeyhint="done"
            onInput={({ currentTarget }) => {
              setText(currentTarget.value)
              completion.onTyped(currentTarget.value)
            }}
            onKeyDown={(event) => void completion.onKey(event)}
          />
          <Suggestions completion={completion} label={texts.tag} />
        </div>
        <button type="button" class="button" onClick={() => add(text)}>
          {texts.addTag}
        </button>
      </div>
      {rows.length > 0 && (
        <ul aria-label={texts.tagsOfBooks}>
          {rows.map(({ tag, count }) => (
            <TagBox
              key={tag}
              tag={tag}
              count={count}
              of={books.length}
              choice={choice}
              onChange={setChoice}
            />
          ))}
        </ul>
      )}
      <button type="button" class="button primary" onClick={apply}>
        {texts.apply}
      </button>
    </form>
  )
}
