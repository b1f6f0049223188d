import { useEffect, useRef, useState } from 'preact/hooks'
import { type Feedback, giveFeedback } from './feedback.ts'
import { nameOf, stepText } from './list/step-text.ts'
import type { Entry, Step } from './pile/entry.ts'
import { scanTexts } from './texts.ts'

const sounds: Partial<Record<Step['kind'], Feedback>> = { had: 'had', unknown: 'unknown', failed: 'unknown' }

/** Tells each outcome by a tone. @returns the newest outcome, for screen readers */
export const useOutcomes = (entries: readonly Entry[], withSound: boolean): string => {
  const before = useRef(new Map(entries.map(({ isbn, step }) => [isbn, step.kind])))
  const [news, setNews] = useState('')
  useEffect(() => {
    const changed = entries.filter(
      ({ isbn, step }) =>
        step.kind !== 'waiting' && step.kind !== 'looking' && before.current.get(isbn) !== step.kind,
    )
    before.current = new Map(entries.map(({ isbn, step }) => [isbn, step.kind]))
    for (const { step } of changed) {
      const sound = sounds[step.kind]
      if (sound) giveFeedback(sound, withSound)
    }
    if (changed.length > 0)
      setNews(changed.map((entry) => scanTexts.value.announce(nameOf(entry), stepText(entry.step))).join(' '))
  }, [entries])
  return news
}
