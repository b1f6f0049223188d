import { effect } from '@preact/signals'
import { pushHref } from '../router/location.ts'
import { user } from '../session/session.ts'
import { dismiss, showToast } from '../toasts/toasts.ts'
import type { Kept } from './store.ts'
import { draftTexts } from './texts.ts'
import { wanted } from './wanted.ts'

const secondsToAct = 10

/** A toast with an action, for a while and only for the reader of the draft. */
const tell = (readerId: string, text: string, label: string, act: () => void) => {
  if (user.peek()?.id !== readerId) return
  const end = () => {
    stop()
    clearTimeout(timer)
    dismiss(toast)
  }
  const toast = showToast({
    text,
    action: {
      label,
      run: () => {
        end()
        act()
      },
    },
  })
  const timer = setTimeout(() => end(), secondsToAct * 1000)
  const stop = effect(() => {
    // The effect runs once before `stop` is assigned, for the same reader.
    if (user.value?.id !== readerId) end()
  })
}

/** Opens the form of a draft with its values. */
export const continueDraft = ({ id, href }: Kept): void => {
  wanted.value = id
  pushHref(href)
}

/** Tells that a form was left with a draft. */
export const tellKept = (kept: Kept, isStored: boolean): void => {
  const texts = draftTexts.peek()
  const text = isStored ? texts.kept(kept.title) : texts.keptInPage(kept.title)
  tell(kept.readerId, text, texts.continue, () => continueDraft(kept))
}
