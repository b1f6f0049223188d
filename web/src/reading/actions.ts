import type { ListedBook } from 'bookplate/client'
import type { OwnBook, Reading, Status } from '../library/book.ts'
import { currentBook } from '../library/change-book.ts'
import { statusName } from '../library/field-names.ts'
import { dayOf, finished, gaveUp, pageOf, started } from '../library/readings.ts'
import { changeWithUndo } from '../library/undo-change.ts'
import { readingTexts } from './texts.ts'

type Own = ListedBook | OwnBook

const today = () => dayOf(new Date())
const texts = () => readingTexts.peek()

export const startToday = (book: Own): void =>
  void changeWithUndo(book, started(today()), { text: texts().wasStarted(book.title) })

export const finishToday = (book: Own): void =>
  void changeWithUndo(book, finished(today()), { text: texts().wasFinished(book.title) })

export const giveUpToday = (book: Own): void =>
  void changeWithUndo(book, gaveUp(today()), { text: texts().wasGivenUp(book.title) })

/** @param rating 0 removes it */
export const rate = (book: Own, rating: number): void => {
  if (rating === (book.rating ?? 0)) return
  const { rated, unrated } = texts()
  void changeWithUndo(
    book,
    { rating: rating === 0 ? null : rating },
    { text: rating === 0 ? unrated(book.title) : rated(book.title, rating), key: 'rating' },
  )
}

export const setStatus = (book: Own, status: Status | null): void => {
  if (status === book.status) return
  const { statusSet, statusRemoved } = texts()
  const text = status === null ? statusRemoved(book.title) : statusSet(book.title, statusName(status))
  void changeWithUndo(book, { status }, { text })
}

/** `Page 12 of 300` where the pages are known, `4 %` */
export const progressText = ({ pages }: Own, progress: number): string =>
  pages === null ? texts().percent(progress) : texts().pageOf(pageOf(progress, pages), pages)

export const setProgress = (book: Own, progress: number | null): void => {
  if (progress === book.progress) return
  const text = texts().progressSet(
    book.title,
    progress === null ? texts().noStatus : progressText(book, progress),
  )
  void changeWithUndo(book, { progress }, { text, key: 'progress' })
}

const isSameReading = (a: Reading, b: Reading) =>
  a.started_on === b.started_on && a.finished_on === b.finished_on

const setReadings = (book: Own, readings: Reading[], text: string) =>
  void changeWithUndo(book, { readings }, { text })

export const addReading = (book: Own, reading: Reading): void =>
  setReadings(book, [...currentBook(book).readings, reading], texts().readingAdded(book.title))

/** Removes the first reading with the same days. */
export const removeReading = (book: Own, reading: Reading): void => {
  const { readings } = currentBook(book)
  const at = readings.findIndex((other) => isSameReading(reading, other))
  if (at >= 0) setReadings(book, readings.toSpliced(at, 1), texts().readingRemoved(book.title))
}

export const changeReading = (book: Own, from: Reading, to: Reading): void => {
  const { readings } = currentBook(book)
  const at = readings.findIndex((other) => isSameReading(from, other))
  if (at < 0) addReading(book, to)
  else if (!isSameReading(from, to))
    setReadings(book, readings.with(at, to), texts().readingChanged(book.title))
}
