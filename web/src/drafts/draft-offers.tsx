import type { Kept } from './store.ts'
import { draftTexts } from './texts.ts'
import { timeText } from './time-text.ts'
import './drafts.css'

interface DraftOffersProps<Value> {
  offers: readonly Kept<Value>[]
  onContinue: (offer: Kept<Value>) => void
  onDiscard: (offer: Kept<Value>) => void
}

/** The kept drafts of a form. Screen readers announce them when they appear. */
export const DraftOffers = <Value,>({ offers, onContinue, onDiscard }: DraftOffersProps<Value>) => {
  const texts = draftTexts.value
  return (
    <div class="draft-offers" role="status" aria-label={texts.offers}>
      {offers.map((offer) => (
        <div key={offer.id} class="draft-offer">
          <p dir="auto">{texts.offer(offer.title, timeText(offer.keptAt))}</p>
          <button type="button" class="button" onClick={() => onContinue(offer)}>
            {texts.continue}
          </button>
          <button type="button" class="button quiet" onClick={() => onDiscard(offer)}>
            {texts.discard}
          </button>
        </div>
      ))}
    </div>
  )
}
