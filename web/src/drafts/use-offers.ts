import { useEffect, useState } from 'preact/hooks'
import { offeredDrafts } from './drafts.ts'
import { lockDraft } from './locks.ts'
import { deleteKept, type Kept, putKept } from './store.ts'
import { leftForms } from './wanted.ts'

/** The kept drafts of a form that no form has open, newest first. The last one that was discarded can be taken back. */
export const useOffers = <Value>(readerId: string, name: string) => {
  const [offers, setOffers] = useState<Kept<Value>[]>([])
  const [discarded, setDiscarded] = useState<Kept<Value>>()

  const load = async (): Promise<Kept<Value>[]> => {
    // The name of a form tells the type of its values.
    const found = (await offeredDrafts(readerId, name)) as Kept<Value>[]
    setOffers(found)
    return found
  }

  const left = leftForms.value
  useEffect(() => void load(), [readerId, name, left])

  const discard = async (offer: Kept<Value>) => {
    // Another tab may have continued it in the meantime.
    const unlock = await lockDraft(offer.id)
    if (unlock) {
      setDiscarded(offer)
      await deleteKept(offer.id)
      unlock()
    }
    await load()
  }

  const takeBack = async (offer: Kept<Value>) => {
    setDiscarded(undefined)
    await putKept(offer)
    await load()
  }

  return {
    load,
    /** Some props of `DraftOffers`. */
    shown: {
      offers,
      discarded,
      discard: (offer: Kept<Value>) => void discard(offer),
      takeBack: (offer: Kept<Value>) => void takeBack(offer),
    },
  }
}
