import { useState } from 'preact/hooks'
import { sentenceOf } from '../errors/sentences.ts'
import { sendDeletions } from '../library/deletion.ts'
import { replaceHref } from '../router/location.ts'
import { signOut } from '../session/session.ts'
import { showToast } from '../toasts/toasts.ts'

export const SignOut = () => {
  const [busy, setBusy] = useState(false)
  const leave = async () => {
    setBusy(true)
    await sendDeletions()
    try {
      await signOut()
    } catch (error) {
      showToast({
        text: `You are signed out here, but the service may not know it yet. ${sentenceOf(error)}`,
        isError: true,
      })
    }
    replaceHref('#/sign-in')
  }
  return (
    <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && void leave()}>
      {busy ? 'Signing out …' : 'Sign out'}
    </button>
  )
}
