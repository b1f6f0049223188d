import type { Kept } from './store.ts'
import { draftTexts } from './texts.ts'
import { timeText } from './time-text.ts'
import './drafts.css'

interface DraftOffersProps<Value> {
  offers: readonly Kept<Value>[]
  /** The draft that was discarded last, which can be taken back. */
  discarded: Kept<Value> | undefined
  proceed: (offer: Kept<Value>) => void
  discard: (offer: Kept<Value>) => void
  takeBack: (offer: Kept<Value>) => void
}

/** The kept drafts of a form. Screen readers announce them when they appear. */
export const DraftOffers = <Value,>(props: DraftOffersProps<Value>) => {
  const { offers, discarded, proceed, discard, takeBack } = props
  const texts = draftTexts.value
  return (
    <div class="draft-offers" role="status" aria-label={texts.offers}>
      {offers.map((offer) => (
        <div key={offer.id} class="draft-offer">
          <p dir="auto">{texts.offer(offer.title, timeText(offer.keptAt))}</p>
          <button type="button" class="button" onClick={() => proceed(offer)}>
            {texts.continue}
          </button>
          <button type="button" class="button quiet" onClick={() => discard(offer)}>
            {texts.discard}
          </button>
        </div>
      ))}
      {discarded && (
        <div class="draft-offer">
          <p>{texts.discarded}</p>
          <button type="button" class="button" onClick={() => takeBack(discarded)}>
            {texts.undo}
          </button>
        </div>
      )}
    </div>
  )
}
