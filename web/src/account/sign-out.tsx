import { useState } from 'preact/hooks'
import { deleteDraftsOfTab } from '../drafts/drafts.ts'
import { messageFor } from '../errors/messages.ts'
import { settle } from '../library/settle.ts'
import { replaceHrefOf } from '../router/location.ts'
import { signOut, user } from '../session/session.ts'
import { showToast } from '../toasts/toasts.ts'
import { accountTexts } from './texts.ts'

export const SignOut = () => {
  const [busy, setBusy] = useState(false)
  const end = async () => {
    setBusy(true)
    const reader = user.peek()
    const from = location.hash
    await settle()
    if (reader) await deleteDraftsOfTab(reader.id)
    // Another reader may have signed in meanwhile, in another tab.
    const now = user.peek()
    if (now && now.id !== reader?.id) return
    try {
      await signOut()
    } catch (error) {
      showToast({
        text: accountTexts.value.signOutFailed(messageFor(error)),
        isError: true,
      })
    }
    if (!user.peek()) replaceHrefOf(from, '#/sign-in')
  }
  return (
    <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && void end()}>
      {busy ? accountTexts.value.signingOut : accountTexts.value.signOut}
    </button>
  )
}
