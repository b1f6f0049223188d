import { NetworkError } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { messageFor } from '../errors/messages.ts'
import { showToast } from '../toasts/toasts.ts'
import type { FilterPanel, FilterPanelProps } from './filter-panel.tsx'

let loaded: typeof FilterPanel | undefined

const load = async () => {
  loaded ??= (await import('./filter-panel.tsx')).FilterPanel
  return loaded
}

/** The panel, whose script is loaded when it is opened first. */
export const LazyPanel = (props: FilterPanelProps) => {
  const [Panel, setPanel] = useState<typeof FilterPanel | undefined>(() => loaded)
  useEffect(() => {
    if (Panel) return
    load().then(
      (found) => setPanel(() => found),
      () => {
        props.onClose()
        showToast({ text: messageFor(new NetworkError()), isError: true })
      },
    )
  }, [])
  return Panel ? <Panel {...props} /> : null
}
