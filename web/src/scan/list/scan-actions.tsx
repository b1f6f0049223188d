import type { Entry } from '../pile/entry.ts'
import { changeOf, forget, scan, tryAgain } from '../pile/pile.ts'
import { retryCover } from '../pile/run-entry.ts'
import { undo } from '../pile/undo.ts'
import { scanTexts } from '../texts.ts'
import { nameOf } from './step-text.ts'

export interface ListActions {
  /** Opens the form for a book that no catalogue gives by its ISBN. */
  onForm: (isbn: string, way: 'search' | 'hand') => void
  onOpen: (id: string) => void
}

/** The actions that a step offers. */
const actionsOf = (entry: Entry, { onForm, onOpen }: ListActions): [label: string, run: () => void][] => {
  const { isbn, step } = entry
  const texts = scanTexts.value
  const later: [string, () => void][] = [
    [texts.byTitle, () => onForm(isbn, 'search')],
    [texts.byHand, () => onForm(isbn, 'hand')],
    [texts.tryAgain, () => tryAgain(isbn)],
    [texts.forget, () => forget(isbn)],
  ]
  switch (step.kind) {
    case 'added': {
      const hasNoCover = step.cover === 'failed'
      return [
        ...(hasNoCover
          ? [[texts.retryCover, () => void retryCover(entry, changeOf(entry))] as [string, () => void]]
          : []),
        [texts.undo, () => void undo(entry)],
      ]
    }
    case 'had':
      return step.book.id === '' ? [] : [[texts.open, () => onOpen(step.book.id)]]
    case 'undone':
      return [[texts.addAgain, () => void scan(isbn)]]
    case 'unknown':
    case 'failed':
      return later
    case 'waiting':
    case 'looking':
      return []
  }
}

export const ScanActions = ({ entry, ...actions }: { entry: Entry } & ListActions) => (
  <div class="scanned-actions">
    {actionsOf(entry, actions).map(([label, run]) => (
      <button
        key={label}
        type="button"
        class="button quiet"
        aria-label={scanTexts.value.actionFor(label, nameOf(entry))}
        onClick={run}
      >
        {label}
      </button>
    ))}
  </div>
)
