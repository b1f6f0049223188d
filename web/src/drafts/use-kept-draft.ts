import { effect } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { user } from '../session/session.ts'
import { type Content, createKeeper } from './keeper.ts'
import type { Kept } from './store.ts'
import { tellKept } from './tell.ts'
import { useOffers } from './use-offers.ts'
import { leftForms, wanted } from './wanted.ts'

interface KeptDraftOptions<Value> {
  /** The form, such as `new-book` or `edit-book:0192…`. */
  name: string
  /** `undefined` for a form as it was at first. Another object means another value. */
  content: Content<Value> | undefined
  /** Fills the form with an earlier draft. */
  onContinue: (value: Value) => void
  /** Called when the form is closed. @returns the value to keep; undefined if it was saved in the meantime */
  whenLeft?: (value: Value) => Promise<Value | undefined>
}

/** Keeps the draft of a form until `finish` is called, and offers the earlier drafts of the same form. */
export const useKeptDraft = <Value>({ name, content, onContinue, whenLeft }: KeptDraftOptions<Value>) => {
  // Another reader may sign in while the form is open. Its draft is never theirs.
  const [readerId] = useState(() => user.peek()?.id ?? '')
  const keeper = useMemo(
    () => createKeeper<Value>({ readerId, name, href: location.hash || '#/' }),
    [readerId, name],
  )
  const { load, shown } = useOffers<Value>(readerId, name)
  const latest = useRef({ onContinue, whenLeft })
  latest.current = { onContinue, whenLeft }

  const proceed = async (offer: Kept<Value>) => {
    if (await keeper.adopt(offer)) latest.current.onContinue(offer.value)
    await load()
  }

  useLayoutEffect(() => keeper.change(content), [keeper, content])

  useEffect(() => {
    let isOpen = true
    const stop = effect(() => {
      const id = wanted.value
      if (id === undefined) return
      void load().then((found) => {
        const offer = found.find((kept) => kept.id === id)
        if (!offer || !isOpen) return
        wanted.value = undefined
        void proceed(offer)
      })
    })
    const flush = () => void keeper.flush()
    const guard = (event: BeforeUnloadEvent) => {
      flush()
      if (!keeper.isStored()) event.preventDefault()
    }
    addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    addEventListener('beforeunload', guard)
    return () => {
      isOpen = false
      stop()
      removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
      removeEventListener('beforeunload', guard)
    }
  }, [keeper])

  useLayoutEffect(
    () => () => {
      const { whenLeft = async (value: Value) => value } = latest.current
      void keeper.leave(whenLeft).then((left) => {
        leftForms.value++
        if (left) tellKept(left.kept, left.isStored)
      })
    },
    [keeper],
  )

  return {
    finish: keeper.finish,
    /** The props of `DraftOffers`. */
    shown: { ...shown, proceed: (offer: Kept<Value>) => void proceed(offer) },
  }
}
