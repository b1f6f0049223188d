import { effect } from '@preact/signals'
import { onReturn } from '../connection/on-return.ts'
import { route } from '../router/location.ts'
import { user } from '../session/session.ts'
import { placeBooks, reloadBooks, removeBooks, wouldMove } from './books.ts'
import { applyCalmly, forgetWaiting } from './calm.ts'
import { hiddenBooks } from './hidden-books.ts'
import { onPlaced, onReload, onRemoved } from './known-changes.ts'
import type { AnyBook } from './merge-books.ts'
import { hasPendingChanges } from './pending-changes.ts'
import { readNewer } from './read-newer.ts'

type Message =
  | { kind: 'placed'; books: readonly AnyBook[] }
  | { kind: 'removed'; ids: readonly string[] }
  | { kind: 'reload' }
  /** A tab was closed while it sent a change. */
  | { kind: 'left' }

/** Whether a change comes from another tab, so that it is not sent back. */
let isReceiving = false

const apply = (message: Exclude<Message, { kind: 'left' }>) => {
  isReceiving = true
  if (message.kind === 'placed') placeBooks(message.books)
  else if (message.kind === 'removed') removeBooks(message.ids)
  else reloadBooks()
  isReceiving = false
}

/** A deleted book that is open closes at once. */
const isOpen = (ids: readonly string[]): boolean => {
  const here = route.value
  return (
    here.page === 'shelf' && here.dialog !== undefined && 'id' in here.dialog && ids.includes(here.dialog.id)
  )
}

/** The last request of a closed tab may be slow. */
const leavingMs = [1500, 3000, 6000, 12_000]

/** @returns whether something has changed */
const checkOtherDevices = async (): Promise<boolean> => {
  const show = await readNewer()
  if (show) applyCalmly(show)
  return show !== undefined
}

/** Asks until something has changed. */
const checkAfter = ([ms, ...later]: readonly number[]): void => {
  if (ms === undefined) return
  setTimeout(async () => {
    if (!(await checkOtherDevices())) checkAfter(later)
  }, ms)
}

const receive = ({ data }: MessageEvent<Message>) => {
  if (data.kind === 'left') checkAfter(leavingMs)
  else if (data.kind === 'placed' && !wouldMove(data.books)) apply(data)
  else if (data.kind === 'removed' && isOpen(data.ids)) apply(data)
  else applyCalmly(() => apply(data))
}

let channel: BroadcastChannel | undefined

const send = (message: Message) => {
  if (!isReceiving) channel?.postMessage(message)
}

/** Learns of changes in other tabs at once, and of those on other devices when the reader comes back. */
export const followOtherTabs = (): void => {
  effect(() => {
    const id = user.value?.id
    channel?.close()
    // Another reader of this browser must not receive the books.
    channel = id === undefined ? undefined : new BroadcastChannel(`bookplate:books:${id}`)
    if (channel) channel.onmessage = receive
    forgetWaiting()
  })
  onPlaced((_, news) => {
    if (news.length > 0) send({ kind: 'placed', books: news })
  })
  onRemoved((ids) => send({ kind: 'removed', ids }))
  onReload(() => send({ kind: 'reload' }))
  addEventListener('pagehide', () => {
    if (hiddenBooks.value.size > 0 || hasPendingChanges.value) send({ kind: 'left' })
  })
  onReturn(() => void checkOtherDevices())
}
