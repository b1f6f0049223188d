import { effect, untracked } from '@preact/signals'
import { pushHref } from '../router/location.ts'
import { user } from '../session/session.ts'
import { dismiss, showToast } from '../toasts/toasts.ts'
import type { Kept } from './store.ts'
import { draftTexts } from './texts.ts'
import { wanted } from './wanted.ts'

const secondsToAct = 10

/** Opens the form of a draft with its values. */
export const continueDraft = ({ id, href }: Kept): void => {
  wanted.value = id
  pushHref(href)
}

/** Tells the reader of a draft that its form was left, with a button that continues it. */
export const tellKept = (kept: Kept, isStored: boolean): void => {
  if (user.peek()?.id !== kept.readerId) return
  const texts = draftTexts.peek()
  const proceed = () => {
    stop()
    dismiss(toast)
    continueDraft(kept)
  }
  const toast = showToast({
    text: isStored ? texts.kept(kept.title) : texts.keptInPage(kept.title),
    action: { label: texts.continue, run: proceed },
    seconds: secondsToAct,
    onEnd: () => stop(),
  })
  // Another reader must not see it.
  const stop = effect(() => {
    if (user.value?.id === kept.readerId) return
    untracked(() => dismiss(toast))
    stop()
  })
}
