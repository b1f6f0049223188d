import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { openModal } from '../toasts/modals.ts'
import { Notices } from '../toasts/notices.tsx'
import { dialogTexts } from './texts.ts'
import './dialog.css'

interface DialogProps {
  title: string
  /** The content has its own heading, so the dialog shows none. */
  isTitleInside?: boolean
  size?: 'narrow' | 'wide'
  /** Called on Escape, on a click beside the dialog and on its button. The caller closes it by not rendering it. */
  onClose: () => void
  children: ComponentChildren
}

/** The browser's modal dialog, which keeps the focus inside and restores it afterwards. */
export const Dialog = ({ title, isTitleInside, size = 'narrow', onClose, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const requestClose = useRef(onClose)
  requestClose.current = onClose
  const titleId = useId()

  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    // In a browser without `closedby` a click beside the dialog does nothing.
    element.setAttribute('closedby', 'any')
    element.showModal()
    const closeModal = openModal(dialog)
    const keepOpen = (event: Event) => {
      // A file input inside the dialog sends the same event when the reader chooses no file.
      if (event.target !== element) return
      event.preventDefault()
      requestClose.current()
    }
    // A second Escape closes the dialog without a `cancel` event that can be prevented.
    const reopen = () => {
      element.showModal()
      requestClose.current()
    }
    element.addEventListener('cancel', keepOpen)
    element.addEventListener('close', reopen)
    return () => {
      element.removeEventListener('cancel', keepOpen)
      element.removeEventListener('close', reopen)
      closeModal()
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
          <button
            type="button"
            class="icon-button"
            aria-label={dialogTexts.value.close}
            onClick={() => onClose()}
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
      <Notices modal={dialog} />
    </dialog>
  )
}
