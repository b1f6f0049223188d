import { NetworkError } from 'bookplate/client'
import { coverMessage, prepareCover } from '../../book/cover-file.ts'
import { hasCode, isAborted, messageFor } from '../../errors/messages.ts'
import { isOwn } from '../../library/book.ts'
import { placeBook } from '../../library/books.ts'
import { changeBook } from '../../library/save-book.ts'
import { fetchBook } from '../../library/use-book.ts'
import type { Row, Sending } from './rows.ts'
import { manyCoversTexts } from './texts.ts'

type Report = (sending: Sending) => void

/** Images whose upload was interrupted: the service may have them. */
const interrupted = new WeakSet<File>()

const tagOf = (version: number) => `"${version}"`

const send = async (row: Row, cover: File, report: Report, signal: AbortSignal): Promise<Sending> => {
  const { book, replaces } = row
  if (!book) return { kind: 'waiting' }
  const onProgress = (share: number) => report({ kind: 'uploading', share })
  const put = async (etag: string) => {
    const saved = await changeBook(book.id, { fields: {}, cover }, { etag, onProgress, signal })
    placeBook(saved)
  }
  try {
    await put(tagOf(book.version))
  } catch (error) {
    if (!hasCode(error, 'version_mismatch')) throw error
    // Another change of the book does not matter. Another cover does.
    const current = await fetchBook(book.id, signal)
    if (isOwn(current.book)) placeBook(current.book)
    if (interrupted.has(row.file) && current.book.thumbnail_url !== book.thumbnail_url)
      return { kind: 'done' }
    const isOther = current.book.thumbnail_url !== book.thumbnail_url
    if (isOther && !(replaces && current.book.thumbnail_url === null))
      return { kind: 'failed', message: manyCoversTexts.peek().gotCover }
    await put(current.etag)
  }
  return { kind: 'done' }
}

const prepareAndSend = async (row: Row, report: Report, signal: AbortSignal): Promise<Sending> => {
  report({ kind: 'preparing' })
  let cover: File
  try {
    cover = await prepareCover(row.file)
  } catch (error) {
    return { kind: 'failed', message: coverMessage(error) }
  }
  signal.throwIfAborted()
  try {
    return await send(row, cover, report, signal)
  } catch (error) {
    if (isAborted(error) || error instanceof NetworkError) interrupted.add(row.file)
    if (isAborted(error)) throw error
    return { kind: 'failed', message: messageFor(error) }
  }
}

/** A row whose upload was stopped waits again. */
const waitIfAborted = (error: unknown): Sending => {
  if (!isAborted(error)) throw error
  return { kind: 'waiting' }
}

const atOnce = 3

/** Uploads the images, some at a time. @param report hears the state of each row */
export const uploadRows = async (
  rows: readonly Row[],
  report: (row: Row, sending: Sending) => void,
  signal: AbortSignal,
): Promise<void> => {
  const queue = [...rows]
  for (const row of rows) report(row, { kind: 'waiting' })
  const work = async () => {
    for (let row = queue.shift(); row && !signal.aborted; row = queue.shift()) {
      const one = row
      const tell = (sending: Sending) => {
        if (!signal.aborted) report(one, sending)
      }
      const end = await prepareAndSend(one, tell, signal).catch(waitIfAborted)
      report(one, end)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
