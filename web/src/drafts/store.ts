import { createStore, del, entries, set } from 'idb-keyval'

/** A draft of a form, kept in the browser until it is saved or discarded. */
export interface Kept<Value = unknown> {
  id: string
  readerId: string
  /** The form, such as `new-book` or `edit-book:0192…`. */
  name: string
  /** The tab that kept it. */
  tab: string
  /** In milliseconds since 1970. */
  keptAt: number
  /** Names the draft for the reader. `''` for none. */
  title: string
  /** The address of the form. */
  href: string
  /** Anything that the structured clone algorithm copies, such as a `File`. */
  value: Value
}

const database = createStore('bookplate-drafts', 'drafts')

// Some browsers leave a request without a result. A form must not wait for it, and less after the first time.
const longWaitMs = 2000
const shortWaitMs = 100
let maxWaitMs = longWaitMs

const inTime = <T>(request: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      maxWaitMs = shortWaitMs
      reject(new Error('The storage does not respond.'))
    }, maxWaitMs)
    request
      .finally(() => {
        clearTimeout(timer)
        maxWaitMs = longWaitMs
      })
      .then(resolve, reject)
  })

/** The drafts that the browser could not store: they last until the page is closed. */
const inMemory = new Map<string, Kept>()

/** Whether the draft is lost when the page is closed. */
export const isOnlyInMemory = (id: string): boolean => inMemory.has(id)

/** @returns whether the draft survives a reload */
export const putKept = async (kept: Kept): Promise<boolean> => {
  // The storage may be full or forbidden.
  try {
    await inTime(set(kept.id, kept, database))
    inMemory.delete(kept.id)
    return true
  } catch {
    inMemory.set(kept.id, kept)
    return false
  }
}

export const deleteKept = async (id: string): Promise<void> => {
  inMemory.delete(id)
  try {
    await inTime(del(id, database))
  } catch {
    // It was never stored, or the storage has become unreadable.
  }
}

const allStored = async (): Promise<Kept[]> => {
  try {
    const stored = await inTime(entries<string, Kept>(database))
    return stored.map(([, kept]) => kept)
  } catch {
    return []
  }
}

/** @returns the drafts of all readers, newest first */
export const allKept = async (): Promise<Kept[]> => {
  const stored = await allStored()
  const byId = new Map([...stored, ...inMemory.values()].map((kept) => [kept.id, kept]))
  return [...byId.values()].sort((a, b) => b.keptAt - a.keptAt)
}
