import { completionTexts } from './texts.ts'
import type { Completion } from './use-completion.ts'
import './suggestions.css'

interface SuggestionsProps {
  completion: Completion
  /** The label of the input. */
  label: string
}

/** The list below the input of a combobox. It stands in an element of class `combobox`, behind the input. */
export const Suggestions = ({ completion: { id, options, active, choose }, label }: SuggestionsProps) => {
  const texts = completionTexts.value
  return (
    <>
      <p class="visually-hidden" role="status">
        {options.length > 0 && texts.found(options.length)}
      </p>
      {options.length > 0 && (
        <div
          class="suggestion-list"
          role="listbox"
          tabIndex={-1}
          id={`${id}-list`}
          aria-label={texts.suggestions(label)}
        >
          {options.map((name, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and handles the keys
            <div
              key={name}
              role="option"
              tabIndex={-1}
              id={`${id}-${at}`}
              aria-selected={at === active}
              dir="auto"
              // The input keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(name)}
            >
              {name}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
