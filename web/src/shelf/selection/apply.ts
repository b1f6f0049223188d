import type { ListedBook } from 'bookplate/client'
import { messageFor } from '../../errors/messages.ts'
import type { BookFields } from '../../library/book.ts'
import {
  type BookChange,
  type ChangedBook,
  type ChangeResult,
  changeBooks,
  reversed,
} from '../../library/change-books.ts'
import { session, user } from '../../session/session.ts'
import { dismiss, secondsToUndo, showMessage, showToast } from '../../toasts/toasts.ts'
import { selectionTexts } from './texts.ts'

type FieldsOf = (book: ListedBook) => Partial<BookFields>

const isChange = (book: ListedBook, fields: Partial<BookFields>): boolean =>
  Object.entries(fields).some(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(book[name as keyof ListedBook]),
  )

const slowMs = 800

/** Shows `text` while `work` takes long. */
const whileSlow = async <T>(text: string, work: Promise<T>): Promise<T> => {
  let toast: number | undefined
  const timer = setTimeout(() => {
    toast = showToast({ text })
  }, slowMs)
  try {
    return await work
  } finally {
    clearTimeout(timer)
    if (toast !== undefined) dismiss(toast)
  }
}

const leaving = (event: BeforeUnloadEvent) => event.preventDefault()
let inProgress = 0

/** The browser asks before it leaves the page in the middle of several requests. */
const guarded = async <T>(work: Promise<T>): Promise<T> => {
  if (inProgress++ === 0) addEventListener('beforeunload', leaving)
  try {
    return await work
  } finally {
    if (--inProgress === 0) removeEventListener('beforeunload', leaving)
  }
}

/** Names the books that the service did not change, by reason. */
const tellRejected = (rejected: ChangeResult['rejected'], isUndo: boolean, reader: string | undefined) => {
  const texts = selectionTexts.value
  const reasons = Map.groupBy(rejected, ({ error }) => error.code)
  for (const [code, some] of reasons) {
    const title = some[0]?.book.title ?? ''
    const more = some.length - 1
    const text =
      code === 'version_mismatch'
        ? (isUndo ? texts.changedSince : texts.changedElsewhere)(title, more)
        : code === 'book_not_found'
          ? texts.goneElsewhere(title, more)
          : texts.rejected(title, more)
    showToast({ text, isError: true, reader })
  }
}

const tellRest = (
  rest: NonNullable<ChangeResult['rest']>,
  all: number,
  reader: string | undefined,
  again: () => void,
) => {
  const texts = selectionTexts.value
  const text = texts.notChanged(rest.changes.length, all)
  // The reader has signed out meanwhile, and nothing can be sent again.
  const here = session.peek()
  if (here.kind === 'signed-out' && !here.hasExpired) return showMessage(text)
  const toast = showToast({
    text: rest.error === undefined ? text : `${text} ${messageFor(rest.error)}`,
    isError: true,
    reader,
    action: {
      label: texts.tryAgain,
      run: () => {
        dismiss(toast)
        again()
      },
    },
  })
}

/** @property text tells how many books are changed */
interface Work {
  changes: readonly BookChange[]
  text: (count: number) => string
  isUndo: boolean
}

const offerUndo = (changed: readonly ChangedBook[], text: string, reader: string | undefined) => {
  const toast = showToast({
    text,
    reader,
    seconds: secondsToUndo,
    action: {
      label: selectionTexts.value.undo,
      run: () => {
        dismiss(toast)
        if (user.peek()?.id !== reader) return
        void carryOut({ changes: reversed(changed), text: selectionTexts.value.undone, isUndo: true })
      },
    },
  })
}

const carryOut = async (work: Work, rest?: ChangeResult['rest']): Promise<void> => {
  const reader = user.peek()?.id
  const changes = rest?.changes ?? work.changes
  const sending = guarded(changeBooks(changes, rest?.waiting))
  const result = await whileSlow(selectionTexts.value.changing(changes.length), sending)
  if (!result) return
  const { changed, rejected } = result
  tellRejected(rejected, work.isUndo, reader)
  if (changed.length > 0 && work.isUndo) showMessage(work.text(changed.length))
  else if (changed.length > 0) offerUndo(changed, work.text(changed.length), reader)
  if (!result.rest) return
  tellRest(result.rest, changes.length, reader, () => {
    if (user.peek()?.id === reader) void carryOut(work, result.rest)
  })
}

/**
 * Changes the fields of many books, and offers to undo it.
 * @param text tells how many books are changed
 */
export const applyToBooks = (
  books: readonly ListedBook[],
  fieldsOf: FieldsOf,
  text: (count: number) => string,
): void => {
  const changes = books
    .map((before) => ({ before, fields: fieldsOf(before) }))
    .filter(({ before, fields }) => isChange(before, fields))
  if (changes.length === 0) showMessage(selectionTexts.value.nothingToChange)
  else void carryOut({ changes, text, isUndo: false })
}
