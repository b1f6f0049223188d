import { keepDraft } from './drafts.ts'
import { lockDraft } from './locks.ts'
import { deleteKept, isOnlyInMemory, type Kept } from './store.ts'
import { tabId } from './tab.ts'

/** The part of a form that is worth keeping. */
export interface Content<Value> {
  title: string
  value: Value
}

interface Form {
  readerId: string
  name: string
  href: string
}

const delayMs = 300

/** Keeps the draft of one form: after a pause in typing, and at once when the page may be closed. */
export const createKeeper = <Value>(form: Form) => {
  let id: string = crypto.randomUUID()
  let giveBack = lockDraft(id)
  let content: Content<Value> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isKept = false
  let isStored = true
  let isFinished = false
  /** One write at a time, so that the last one wins. */
  let queue: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work)
    queue = Promise.allSettled([result])
    return result
  }

  const keptOf = ({ title, value }: Content<Value>): Kept<Value> => ({
    ...form,
    id,
    tab: tabId(),
    keptAt: Date.now(),
    title,
    value,
  })

  /** @returns the draft as it was kept, and whether it survives a reload; undefined if there is none */
  const flush = (): Promise<{ kept: Kept<Value>; isStored: boolean } | undefined> => {
    clearTimeout(timer)
    const kept = content && keptOf(content)
    const deleted = id
    return next(async () => {
      if (kept) {
        isKept = true
        isStored = await keepDraft(kept)
        return { kept, isStored }
      }
      if (isKept) await deleteKept(deleted)
      isKept = false
      isStored = true
      return undefined
    })
  }

  const release = async () => (await giveBack)?.()

  return {
    /** @param changed undefined for a form as it was at first */
    change: (changed: Content<Value> | undefined) => {
      if (isFinished || changed === content) return
      content = changed
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), delayMs)
    },

    flush,

    /** Whether the browser could store the last draft. */
    isStored: () => isStored,

    /** Continues with the draft `kept`. The draft so far is kept too. @returns whether no other form has it open */
    adopt: async (kept: Kept<Value>): Promise<boolean> => {
      const lock = await lockDraft(kept.id)
      if (!lock) return false
      await flush()
      await release()
      giveBack = Promise.resolve(lock)
      id = kept.id
      isKept = true
      isStored = !isOnlyInMemory(id)
      content = { title: kept.title, value: kept.value }
      return true
    },

    /** Deletes the draft, because it was saved or discarded. */
    finish: async () => {
      isFinished = true
      content = undefined
      await flush()
    },

    /**
     * The form is closed.
     * @param last gives the value to keep; undefined if it was saved
     * @returns the draft that is left, if there is one
     */
    leave: async (last: (value: Value) => Promise<Value | undefined>) => {
      try {
        const left = await flush()
        if (!left) return undefined
        const value = await last(left.kept.value)
        content = value && { title: left.kept.title, value }
        return value === left.kept.value ? left : await flush()
      } finally {
        await release()
      }
    },
  }
}
