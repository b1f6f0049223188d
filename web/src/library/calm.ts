import { dismiss, showToast } from '../toasts/toasts.ts'
import { noticeTexts } from './notice-texts.ts'

let waiting: (() => void)[] = []
let toast: number | undefined

const nearTop = 100
/** A reader who looks at the page below its top, with nothing above it, would see the books move. */
const isReading = () =>
  document.visibilityState === 'visible' && scrollY > nearTop && !document.querySelector('dialog:modal')

const applyAll = () => {
  if (toast !== undefined) dismiss(toast)
  toast = undefined
  const all = waiting
  waiting = []
  for (const apply of all) apply()
}

const applyIfCalm = () => {
  if (waiting.length > 0 && !isReading()) applyAll()
}
document.addEventListener('visibilitychange', applyIfCalm)
addEventListener('scroll', applyIfCalm, { passive: true })
addEventListener('hashchange', applyIfCalm)

/** Moves books on the page when the reader does not look at them. Until then, a message offers to show the change. */
export const applyCalmly = (apply: () => void): void => {
  waiting.push(apply)
  const texts = noticeTexts.peek()
  if (!isReading()) applyAll()
  else toast ??= showToast({ text: texts.changedElsewhere, action: { label: texts.show, run: applyAll } })
}

/** For the page of another reader. */
export const forgetWaiting = (): void => {
  waiting = []
  if (toast !== undefined) dismiss(toast)
  toast = undefined
}
