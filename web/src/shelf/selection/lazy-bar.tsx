import { NetworkError } from 'bookplate/client'
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messageFor } from '../../errors/messages.ts'
import { showToast } from '../../toasts/toasts.ts'
import { endSelection, selection } from './selection.ts'
import { selectionTexts } from './texts.ts'
import { usePageKeys } from './use-page-keys.ts'

const load = () => import('./selection-bar.tsx').then(({ SelectionBar }) => SelectionBar)

/** The bar of a selection. Its script is loaded with the first one. */
export const LazyBar = () => {
  const [Bar, setBar] = useState<FunctionComponent>()
  const { isOn } = selection
  usePageKeys()
  useEffect(() => {
    if (!isOn || Bar) return
    load().then(
      (loaded) => setBar(() => loaded),
      () => {
        endSelection()
        showToast({ text: messageFor(new NetworkError()), isError: true })
      },
    )
  }, [isOn, Bar])
  return (
    <>
      {/* Screen readers announce a text only if the empty element was on the page before. */}
      <p class="visually-hidden" role="status">
        {isOn && selectionTexts.value.selected(selection.value.size)}
      </p>
      {isOn && Bar && <Bar />}
    </>
  )
}
