import { signal } from '@preact/signals'
import { NetworkError } from 'bookplate/client'
import { onReconnect } from '../../connection/online.ts'
import { hasCode } from '../../errors/messages.ts'
import { onReaderChange } from '../../session/on-reader-change.ts'
import { type Entry, newEntry, type Step } from './entry.ts'
import { keep, readKept } from './kept-isbns.ts'
import { type Change, runEntry } from './run-entry.ts'

/** Two at a time: a slow catalogue does not hold up the next book. */
const maxRunning = 2

const entries = signal<readonly Entry[]>([])

/** The scanned ISBNs, newest first. */
export const pile = {
  get value(): readonly Entry[] {
    return entries.value
  },
}

const pausedUntil = signal<number | undefined>(undefined)

/** The time, in milliseconds since 1970, at which the service accepts the next lookup. */
export const pause = {
  get value(): number | undefined {
    return pausedUntil.value
  },
}

let owner: string | undefined
let leaving = new AbortController()
let running = 0
/** Nothing starts before the reader opens the scanner: the pile of an earlier visit waits. */
let isStarted = false
const forgotten = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined

const set = (list: readonly Entry[]) => {
  entries.value = list
  if (owner !== undefined) keep(owner, list, forgotten)
}

/** @returns a function that changes an entry for as long as its reader is here. An ISBN that is added again is another one. */
export const changeOf = ({ key }: Entry): Change => {
  const { signal: left } = leaving
  return (changes) => {
    const before = entries.peek().find((entry) => entry.key === key)
    if (left.aborted || !before || before.step.kind === 'undone') return false
    set(entries.peek().map((entry) => (entry === before ? { ...entry, ...changes } : entry)))
    return true
  }
}

/** After an undo that failed. */
export const replaceStep = ({ key }: Entry, step: Step): void =>
  set(entries.peek().map((entry) => (entry.key === key ? { ...entry, step } : entry)))

const isRetryable = ({ step }: Entry) => step.kind === 'failed' && step.error instanceof NetworkError

/** Sets entries back to the start. */
const restart = (isMeant: (entry: Entry) => boolean) => {
  set(
    entries
      .peek()
      .map((entry) => (isMeant(entry) ? { ...entry, step: { kind: 'waiting' as const } } : entry)),
  )
  advance()
}

const resumeAt = (time: number) => {
  if (time <= (pausedUntil.peek() ?? 0)) return
  pausedUntil.value = time
  clearTimeout(timer)
  timer = setTimeout(() => {
    pausedUntil.value = undefined
    restart(({ step }) => step.kind === 'failed' && step.retryAt !== undefined)
  }, time - Date.now())
}

const run = async (entry: Entry): Promise<void> => {
  const { signal: left } = leaving
  running++
  await runEntry(entry, left, changeOf(entry))
  if (left.aborted) return
  running--
  const step = entries.peek().find(({ key }) => key === entry.key)?.step
  // Each further lookup would be rejected too.
  if (step?.kind === 'failed' && hasCode(step.error, 'rate_limited') && step.retryAt) resumeAt(step.retryAt)
  advance()
}

/** Starts the oldest that wait. */
function advance(): void {
  while (isStarted && running < maxRunning && pausedUntil.peek() === undefined) {
    const next = entries.peek().findLast(({ step }) => step.kind === 'waiting')
    if (!next) return
    changeOf(next)({ step: { kind: 'looking' } })
    void run(next)
  }
}

/** Looks up what waits. */
export const startPile = (): void => {
  isStarted = true
  advance()
}

/** @returns whether the ISBN is new to the pile, or tried again */
export const scan = (isbn: string): boolean => {
  const before = entries.peek().find((entry) => entry.isbn === isbn)
  const others = entries.peek().filter((entry) => entry !== before)
  const isNew = before === undefined || before.step.kind === 'undone'
  const isFailed = before?.step.kind === 'failed'
  forgotten.delete(isbn)
  set([isNew ? newEntry(isbn) : isFailed ? { ...before, step: { kind: 'waiting' } } : before, ...others])
  advance()
  return isNew || isFailed
}

export const tryAgain = (isbn: string): void =>
  restart((entry) => entry.isbn === isbn && (entry.step.kind === 'failed' || entry.step.kind === 'unknown'))

/** Removes an entry from the list. A book that was added stays on the shelf. */
export const forget = (isbn: string): void => {
  forgotten.add(isbn)
  set(entries.peek().filter((entry) => entry.isbn !== isbn))
}

onReconnect(() => restart(isRetryable))

onReaderChange((id) => {
  leaving.abort()
  leaving = new AbortController()
  clearTimeout(timer)
  running = 0
  isStarted = false
  forgotten.clear()
  pausedUntil.value = undefined
  owner = id
  entries.value = id === undefined ? [] : readKept(id)
})
