import { NetworkError } from 'bookplate/client'
import { messageFor } from '../errors/messages.ts'
import { lazyPart, usePart } from '../page/lazy-part.ts'
import { showToast } from '../toasts/toasts.ts'
import { isHelpShown } from './shortcuts.ts'

const helpPart = lazyPart(() => import('./help.tsx').then(({ KeysHelp }) => KeysHelp))

/** The list of keys, loaded when it is asked for. */
export const LazyHelp = () => {
  const isShown = isHelpShown.value
  const { Part: Help } = usePart(helpPart, isShown, () => {
    isHelpShown.value = false
    showToast({ text: messageFor(new NetworkError()), isError: true })
  })
  return isShown && Help ? <Help /> : null
}
