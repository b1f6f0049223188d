import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import './dialog.css'

interface DialogProps {
  title: string
  /** The content has it as a heading of its own. */
  isTitleInside?: boolean
  size?: 'narrow' | 'wide'
  /** Asked for by Escape, a click beside it, or its button. What asked stays open until it is no longer rendered. */
  onClose: () => void
  children: ComponentChildren
}

/** The browser's own modal dialog: it keeps the focus inside, and gives it back. */
export const Dialog = ({ title, isTitleInside, size = 'narrow', onClose, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const askToClose = useRef(onClose)
  askToClose.current = onClose
  const titleId = useId()

  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    // Not every browser knows it; elsewhere a click beside the dialog does nothing.
    element.setAttribute('closedby', 'any')
    element.showModal()
    const stay = (event: Event) => {
      // A file dialog inside sends the same event when it is left.
      if (event.target !== element) return
      event.preventDefault()
      askToClose.current()
    }
    // A browser lets a page refuse once only.
    const reopen = () => {
      element.showModal()
      askToClose.current()
    }
    element.addEventListener('cancel', stay)
    element.addEventListener('close', reopen)
    return () => {
      element.removeEventListener('cancel', stay)
      element.removeEventListener('close', reopen)
      element.close()
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      class={`dialog ${size}`}
      {...(isTitleInside ? { 'aria-label': title } : { 'aria-labelledby': titleId })}
    >
      <div class="dialog-page">
        <header class="dialog-head">
          {!isTitleInside && <h2 id={titleId}>{title}</h2>}
          <button type="button" class="icon-button" aria-label="Close" onClick={() => onClose()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
