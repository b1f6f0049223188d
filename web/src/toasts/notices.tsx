import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { OfflineBanner } from '../connection/offline-banner.tsx'
import { isOnTop } from './modals.ts'
import { ToastList } from './toast-list.tsx'
import './notices.css'

/**
 * The toasts and the offline banner, above everything. Everything outside a modal dialog is inert, so the dialog
 * on top has them inside.
 * @param modal the key of the dialog; undefined for the page
 */
export const Notices = ({ modal }: { modal?: object }) => (isOnTop(modal) ? <OnTop /> : null)

/** A popover, because an element that lies inside a dialog would be clipped by it. */
const OnTop = () => {
  const element = useRef<HTMLDivElement>(null)
  // Screen readers announce a text only if its empty element was on the page before.
  const [isThere, setIsThere] = useState(false)
  useLayoutEffect(() => element.current?.showPopover(), [])
  useEffect(() => setIsThere(true), [])
  return (
    <div ref={element} class="notices" popover="manual">
      <ToastList isThere={isThere} />
      <OfflineBanner />
    </div>
  )
}
