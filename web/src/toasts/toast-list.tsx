import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { moveFocus } from '../design/keep-focus.ts'
import { toastTexts } from './texts.ts'
import { dismiss, holdToasts, type Toast, toasts } from './toasts.ts'
import './toasts.css'

const ToastLine = ({ id, text, action, isError }: Toast) => {
  const element = useRef<HTMLDivElement>(null)
  const before = useRef<EventTarget | null>(null)
  useLayoutEffect(
    () => () => {
      // The element that has the focus disappears.
      if (element.current?.contains(document.activeElement)) moveFocus(before.current, element.current)
    },
    [],
  )
  return (
    <div
      ref={element}
      class={isError ? 'toast error' : 'toast'}
      onFocusIn={({ relatedTarget }) => {
        before.current ??= relatedTarget
      }}
    >
      <p dir="auto">{text}</p>
      {action && (
        <button
          type="button"
          class="toast-action"
          // The second click of a double click is meant for the message that was here before.
          onClick={({ detail }) => detail < 2 && action.run()}
        >
          {action.label}
        </button>
      )}
      {isError && (
        <button
          type="button"
          class="icon-button"
          aria-label={toastTexts.value.dismiss}
          onClick={() => dismiss(id)}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}

/** Their time stands still while the reader points at one, or has the focus in one. */
export const ToastList = ({ isThere }: { isThere: boolean }) => {
  useEffect(
    () => () => {
      holdToasts('pointer', false)
      holdToasts('focus', false)
    },
    [],
  )
  const list = isThere ? toasts.value : []
  const isEmpty = list.length === 0
  useEffect(() => {
    if (!isEmpty) return
    // An element that is removed sends no `pointerleave`.
    holdToasts('pointer', false)
    holdToasts('focus', false)
  }, [isEmpty])
  return (
    <section
      class="toasts"
      role="status"
      aria-label={toastTexts.value.messages}
      onPointerOver={() => holdToasts('pointer', true)}
      onPointerOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) holdToasts('pointer', false)
      }}
      onFocusIn={() => holdToasts('focus', true)}
      onFocusOut={() => holdToasts('focus', false)}
    >
      {list.map((toast) => (
        <ToastLine key={toast.id} {...toast} />
      ))}
    </section>
  )
}
