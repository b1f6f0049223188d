import { effect } from '@preact/signals'
import { session } from '../session/session.ts'
import { showToastsTo } from '../toasts/toasts.ts'

/** A message may name books, and its button may change them: both belong to one reader. */
export const followReader = (): void => {
  effect(() => {
    const { value } = session
    if (value.kind === 'signed-in') showToastsTo(value.user.id, false)
    else showToastsTo(undefined, value.kind !== 'signed-out' || value.hasExpired)
  })
}
