import { NetworkError } from 'bookplate/client'
import { messageFor } from '../../errors/messages.ts'
import { lazyPart, usePart } from '../../page/lazy-part.ts'
import { showToast } from '../../toasts/toasts.ts'
import { endSelection, selection } from './selection.ts'
import { selectionTexts } from './texts.ts'
import { usePageKeys } from './use-page-keys.ts'

const barPart = lazyPart(() => import('./selection-bar.tsx').then(({ SelectionBar }) => SelectionBar))

/** The bar of a selection. Its script is loaded with the first one. */
export const LazyBar = () => {
  const { isOn } = selection
  usePageKeys()
  const { Part: Bar } = usePart(barPart, isOn, () => {
    endSelection()
    showToast({ text: messageFor(new NetworkError()), isError: true })
  })
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
