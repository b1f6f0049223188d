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

/** Removes the message about a form, by the address of the form. */
const told = new Map<string, () => void>()

/** Tells the reader of a draft that its form was left, with a button that continues it. */
export const tellKept = (kept: Kept, isStored: boolean): void => {
  if (user.peek()?.id !== kept.readerId) return
  told.get(kept.href)?.()
  const texts = draftTexts.peek()
  const proceed = () => {
    remove()
    continueDraft(kept)
  }
  const toast = showToast({
    text: isStored ? texts.kept(kept.title) : texts.keptInPage(kept.title),
    action: { label: texts.continue, run: proceed },
    seconds: secondsToAct,
    onEnd: () => remove(),
  })
  // Another reader must not see it.
  const stop = effect(() => {
    if (user.value?.id === kept.readerId) return
    untracked(() => remove())
  })
  const remove = () => {
    if (told.get(kept.href) === remove) told.delete(kept.href)
    stop()
    dismiss(toast)
  }
  told.set(kept.href, remove)
}
