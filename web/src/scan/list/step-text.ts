import { messageFor } from '../../errors/messages.ts'
import type { Entry, Step } from '../pile/entry.ts'
import { scanTexts } from '../texts.ts'

const addedText = (cover: Extract<Step, { kind: 'added' }>['cover']): string => {
  const texts = scanTexts.value
  switch (cover) {
    case 'coming':
      return texts.addedCoverComing
    case 'there':
      return texts.addedWithCover
    case 'none':
      return texts.addedWithoutCover
    case 'failed':
      return texts.coverFailed
    case 'own':
      return texts.added
  }
}

/** The outcome for a scanned ISBN. */
export const stepText = (step: Step): string => {
  const texts = scanTexts.value
  switch (step.kind) {
    case 'added':
      return addedText(step.cover)
    case 'failed':
      return texts.failed(messageFor(step.error))
    default:
      return texts[step.kind]
  }
}

/** The title, as soon as it is known. */
export const nameOf = ({ isbn, step, found }: Entry): string =>
  'book' in step ? step.book.title : (found?.title ?? isbn)
