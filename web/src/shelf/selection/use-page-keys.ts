import { useEffect } from 'preact/hooks'
import { endSelection, selectAll, selection } from './selection.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input:not(.select-box), textarea, select, [contenteditable]') !== null

/** Whether a dialog or a menu takes the key. The messages of the page are a popover too. */
const isElsewhere = (target: EventTarget | null) =>
  document.querySelector('dialog:modal, [popover="auto"]:popover-open') !== null ||
  (target instanceof Element && target.closest('dialog') !== null)

const onPageKey = (event: KeyboardEvent) => {
  if (isElsewhere(event.target)) return
  // Escape closes the book first.
  if (event.key === 'Escape' && selection.isOn && !document.querySelector('.sheet')) endSelection()
  const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && !event.shiftKey
  if (!isAll || event.altKey || isTyping(event.target)) return
  event.preventDefault()
  selectAll()
}

/** Keys of the whole page. The selection ends when the reader leaves the shelf. */
export const usePageKeys = (): void =>
  useEffect(() => {
    document.addEventListener('keydown', onPageKey)
    return () => {
      document.removeEventListener('keydown', onPageKey)
      endSelection()
    }
  }, [])
