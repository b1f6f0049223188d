import { effect, signal } from '@preact/signals'
import { NetworkError } from 'bookplate/client'
import { onReconnect } from '../../connection/online.ts'
import { hasCode } from '../../errors/messages.ts'
import { user } from '../../session/session.ts'
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
let timer: ReturnType<typeof setTimeout> | undefined

const set = (list: readonly Entry[]) => {
  entries.value = list
  if (owner !== undefined) keep(owner, list)
}

/** @returns a function that changes the entry of this ISBN for as long as its reader is here */
export const changeOf = (isbn: string): Change => {
  const { signal: left } = leaving
  return (changes) => {
    const before = entries.peek().find((entry) => entry.isbn === isbn)
    if (left.aborted || !before || before.step.kind === 'undone') return false
    set(entries.peek().map((entry) => (entry === before ? { ...entry, ...changes } : entry)))
    return true
  }
}

/** After an undo that failed. */
export const replaceStep = (isbn: string, step: Step): void =>
  set(entries.peek().map((entry) => (entry.isbn === isbn ? { ...entry, step } : entry)))

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
  await runEntry(entry, left, changeOf(entry.isbn))
  if (left.aborted) return
  running--
  const step = entries.peek().find(({ isbn }) => isbn === entry.isbn)?.step
  // Each further lookup would be rejected too.
  if (step?.kind === 'failed' && hasCode(step.error, 'rate_limited') && step.retryAt) resumeAt(step.retryAt)
  advance()
}

/** Starts the oldest that wait. */
function advance(): void {
  while (running < maxRunning && pausedUntil.peek() === undefined && !leaving.signal.aborted) {
    const next = entries.peek().findLast(({ step }) => step.kind === 'waiting')
    if (!next) return
    changeOf(next.isbn)({ step: { kind: 'looking' } })
    void run(next)
  }
}

/** @returns whether the ISBN is new to the pile, or tried again */
export const scan = (isbn: string): boolean => {
  const before = entries.peek().find((entry) => entry.isbn === isbn)
  const others = entries.peek().filter((entry) => entry !== before)
  const isAgain = before !== undefined && before.step.kind !== 'undone' && before.step.kind !== 'failed'
  set([isAgain ? before : newEntry(isbn), ...others])
  advance()
  return !isAgain
}

export const tryAgain = (isbn: string): void => restart((entry) => entry.isbn === isbn)

/** Removes an entry from the list. A book that was added stays on the shelf. */
export const forget = (isbn: string): void => set(entries.peek().filter((entry) => entry.isbn !== isbn))

onReconnect(() => restart(isRetryable))

// A pile belongs to one reader.
effect(() => {
  const id = user.value?.id
  if (id === owner) return
  leaving.abort()
  leaving = new AbortController()
  clearTimeout(timer)
  running = 0
  pausedUntil.value = undefined
  owner = id
  entries.value = id === undefined ? [] : readKept(id)
  advance()
})
