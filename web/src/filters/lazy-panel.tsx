import { NetworkError } from 'bookplate/client'
import { messageFor } from '../errors/messages.ts'
import { lazyPart, usePart } from '../page/lazy-part.ts'
import { showToast } from '../toasts/toasts.ts'
import type { FilterPanelProps } from './filter-panel.tsx'

const panelPart = lazyPart(() => import('./filter-panel.tsx').then(({ FilterPanel }) => FilterPanel))

/** The panel, whose script is loaded when it is opened first. */
export const LazyPanel = (props: FilterPanelProps) => {
  const { Part } = usePart(panelPart, true, () => {
    props.onClose()
    showToast({ text: messageFor(new NetworkError()), isError: true })
  })
  return Part ? <Part {...props} /> : null
}
