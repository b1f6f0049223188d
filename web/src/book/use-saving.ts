import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OwnBook } from '../library/book.ts'

/** How a request ended that the reader stopped. */
export type Stopped = 'not-saved' | 'unknown'

export interface Sending {
  signal: AbortSignal
  /** @param share of an upload that is sent, 0 to 1 */
  onProgress: (share: number) => void
  /** To be called before a request without progress, which arrives as a whole. */
  onSent: () => void
}

interface Attempt {
  abort: AbortController
  share: number | undefined
  /** Whether the service may have received the whole request. */
  isSent: boolean
  isStopping: boolean
  /** Resolves when the result is known. @returns whether the book is saved */
  ended: Promise<boolean>
}

export interface Result {
  book: OwnBook
  /** Whether the reader wanted to stop. */
  isLate: boolean
}

/** After the last byte of a cover the response is near. Wait so long for it. */
const graceMs = 4000

/** One request at a time, which the reader can stop. A closed form stops its request. */
export const useSaving = () => {
  const [progress, setProgress] = useState<number>()
  const [isRunning, setIsRunning] = useState(false)
  const [count, setCount] = useState(0)
  const [isStopping, setIsStopping] = useState(false)
  const [stopped, setStopped] = useState<Stopped>()
  const current = useRef<Attempt>(undefined)
  const isOpen = useRef(true)

  const stop = () => {
    const attempt = current.current
    if (!attempt || attempt.isStopping) return
    attempt.isStopping = true
    setIsStopping(true)
    if (attempt.isSent && attempt.share !== undefined) setTimeout(() => attempt.abort.abort(), graceMs)
    else attempt.abort.abort()
  }

  useLayoutEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
      stop()
    }
  }, [])

  useEffect(() => {
    if (!isRunning) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [isRunning])

  /**
   * @param work sends the request
   * @param findSaved finds out whether a stopped request was carried out
   * @returns undefined if the reader stopped it in time
   */
  const run = async (
    work: (sending: Sending) => Promise<OwnBook>,
    findSaved: () => Promise<OwnBook | undefined>,
  ): Promise<Result | undefined> => {
    const { promise: ended, resolve: end } = Promise.withResolvers<boolean>()
    const abort = new AbortController()
    const attempt: Attempt = { abort, share: undefined, isSent: false, isStopping: false, ended }
    current.current = attempt
    setIsRunning(true)
    setCount((before) => before + 1)
    setStopped(undefined)
    let isSaved = false
    const onProgress = (share: number) => {
      attempt.share = share
      attempt.isSent = share >= 1
      setProgress(share)
    }
    const onSent = () => {
      attempt.isSent = true
    }
    try {
      const book = await work({ signal: abort.signal, onProgress, onSent })
      isSaved = true
      return { book, isLate: attempt.isStopping }
    } catch (error) {
      if (!abort.signal.aborted) throw error
      try {
        const book = attempt.isSent ? await findSaved() : undefined
        isSaved = book !== undefined
        if (book) return { book, isLate: true }
        setStopped('not-saved')
      } catch {
        setStopped('unknown')
      }
      return undefined
    } finally {
      end(isSaved)
      current.current = undefined
      setProgress(undefined)
      setIsRunning(false)
      setIsStopping(false)
    }
  }

  return {
    run,
    stop,
    progress,
    isRunning,
    /** The number of the request. */
    attempt: count,
    isStopping,
    stopped,
    /** Whether the form is still on the page. */
    isOpen: () => isOpen.current,
    /** @returns whether the request in progress has saved the book */
    ended: async (): Promise<boolean> => (await current.current?.ended) ?? false,
  }
}

export type Saving = ReturnType<typeof useSaving>
