import { ignore, isBrowserError } from '../errors/ignore.ts'

// A form has its draft open. The browser releases the lock when the tab is closed or crashes.
const lockName = (id: string) => `bookplate:draft:${id}`

/** The drafts that this page has open, also in a browser without locks. */
const open = new Set<string>()
/** The locks that this page has given back, until the browser has released them. */
const closing = new Set<Promise<unknown>>()

interface Lock {
  isOurs: boolean
  /** Resolves when the browser has released it. */
  released: Promise<unknown>
}

const request = (id: string, closed: Promise<void>): Promise<Lock> =>
  new Promise((resolve) => {
    const released: Promise<unknown> = navigator.locks
      .request(lockName(id), { ifAvailable: true }, (lock) => {
        resolve({ isOurs: lock !== null, released })
        return lock ? closed : undefined
      })
      // Without locks, for example in a page that is about to be closed, the page's own list decides.
      .catch((error) => {
        resolve({ isOurs: true, released: closed })
        ignore(isBrowserError)(error)
      })
  })

/** @returns a function that gives the draft back; undefined if a form has it open */
export const lockDraft = async (id: string): Promise<(() => void) | undefined> => {
  if (open.has(id)) return undefined
  open.add(id)
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  const { isOurs, released } = navigator.locks
    ? await request(id, closed)
    : { isOurs: true, released: closed }
  if (!isOurs) {
    open.delete(id)
    return undefined
  }
  return () => {
    open.delete(id)
    closing.add(released)
    void released.finally(() => closing.delete(released))
    close()
  }
}

/** @returns a test for drafts that a form has open, in any tab */
export const openDrafts = async (): Promise<(id: string) => boolean> => {
  await Promise.all(closing)
  const snapshot = await navigator.locks?.query().catch(ignore(isBrowserError))
  const names = new Set(snapshot?.held?.map(({ name }) => name))
  return (id) => open.has(id) || names.has(lockName(id))
}
