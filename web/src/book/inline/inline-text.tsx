import type { ComponentChildren, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { timeText } from '../../drafts/time-text.ts'
import { sheetTexts } from '../sheet/texts.ts'
import { type InlineOptions, useInlineText } from './use-inline-text.ts'
import './inline.css'

interface InlineTextProps extends InlineOptions {
  /** Enter begins a new line. */
  isLong?: boolean
  /** The field as it is shown. */
  children: ComponentChildren
}

/** A text that a click opens for a change in its place. Enter saves it, and so does leaving it. */
export const InlineText = ({ isLong = false, children, ...options }: InlineTextProps) => {
  const texts = sheetTexts.value
  const { label } = options
  const { typed, input, pencil, open, type, save, cancel } = useInlineText(options)
  const id = useId()

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    if (event.isComposing) return
    if (event.key === 'Escape') {
      // The sheet stays open.
      event.preventDefault()
      cancel()
    } else if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  const onFocusOut = (event: TargetedFocusEvent<HTMLFormElement>) => {
    // Another window is not another place.
    if (!document.hasFocus() || event.currentTarget.contains(event.relatedTarget as Node | null)) return
    void save(true)
  }

  if (!typed) {
    return (
      <div class="inline">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the button is for the keyboard */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button is for the keyboard */}
        <div
          class="inline-value"
          onClick={() => {
            // A click that ends a selection copies text, and changes none.
            if (getSelection()?.isCollapsed ?? true) open()
          }}
        >
          {children}
        </div>
        <button
          ref={pencil}
          type="button"
          class="icon-button pencil"
          aria-label={texts.change(label)}
          onClick={open}
        >
          <Icon name="pen" />
        </button>
      </div>
    )
  }
  const keys = isLong ? texts.longHint : texts.hint
  const hint = typed.keptAt === undefined ? keys : texts.kept(timeText(typed.keptAt))
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onFocusOut={onFocusOut}
    >
      <textarea
        ref={input}
        rows={isLong ? 6 : 1}
        dir="auto"
        aria-label={label}
        aria-describedby={id}
        aria-invalid={typed.message ? 'true' : undefined}
        value={typed.text}
        enterkeyhint={isLong ? 'enter' : 'done'}
        onInput={({ currentTarget }) =>
          type(isLong ? currentTarget.value : currentTarget.value.replace(/\r?\n/g, ' '))
        }
        onKeyDown={onKeyDown}
      />
      <div class="inline-actions">
        <p id={id} class={typed.message ? 'inline-issue' : 'hint'} role={typed.message ? 'alert' : undefined}>
          {typed.message ?? hint}
        </p>
        <button type="button" class="button quiet" onClick={cancel}>
          {texts.cancel}
        </button>
        <button type="submit" class="button primary">
          {texts.save}
        </button>
      </div>
    </form>
  )
}
