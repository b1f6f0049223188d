import { unreadable } from '../../../src/books/import/file/unreadable.ts'
import type { Issue, Match, Problem, UnreadableReason } from './service-codes.ts'
import { importTexts } from './texts.ts'

// The service's messages are English. A translation gives its own by their codes.

export const issueMessage = ({ code, message }: Issue): string =>
  importTexts.value.service.issues[code] ?? message

export const matchMessage = ({ code, message }: Match): string =>
  importTexts.value.service.matches[code] ?? message

/** The service adds the name of the column to the message. */
export const problemMessage = ({ code, message }: Problem): string => {
  const own = importTexts.value.service.problems[code]
  const column = /: (?<column>.*)\.$/s.exec(message)?.groups?.column
  if (own === undefined) return message
  return column === undefined ? `${own}.` : `${own}: ${column}.`
}

/** @param message of the issue of `file`. It has no code, so the service's own table finds it. */
export const fileMessage = (message: string): string => {
  const reasons = Object.keys(unreadable) as UnreadableReason[]
  const reason = reasons.find((one) => unreadable[one] === message)
  return (reason && importTexts.value.service.unreadable[reason]) ?? message
}
