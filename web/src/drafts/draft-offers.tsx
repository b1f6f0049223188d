import type { ComponentChildren } from 'preact'
import type { Kept } from './store.ts'
import { draftTexts } from './texts.ts'
import { timeText } from './time-text.ts'
import './drafts.css'

interface DraftOffersProps<Value> {
  offers: readonly Kept<Value>[]
  /** The draft that was discarded last, which can be taken back. */
  discarded: Kept<Value> | undefined
  proceed: (offer: Kept<Value>) => void
  /** The text of the button that proceeds. */
  proceedText?: string
  /** Describes an offer; by default its title and time. */
  describe?: (offer: Kept<Value>) => ComponentChildren
  discardedText?: string
  discard: (offer: Kept<Value>) => void
  takeBack: (offer: Kept<Value>) => void
  /** Follows the offers. */
  children?: ComponentChildren
}

/** The kept drafts of a form. Screen readers announce them when they appear. */
export const DraftOffers = <Value,>(props: DraftOffersProps<Value>) => {
  const texts = draftTexts.value
  const { offers, discarded, proceed, discard, takeBack, children } = props
  const { proceedText = texts.continue, discardedText = texts.discarded } = props
  const describe =
    props.describe ?? (({ title, keptAt }: Kept<Value>) => texts.offer(title, timeText(keptAt)))
  return (
    <div class="draft-offers" role="status" aria-label={texts.offers}>
      {offers.map((offer) => (
        <div key={offer.id} class="draft-offer">
          <p dir="auto">{describe(offer)}</p>
          <button type="button" class="button" onClick={() => proceed(offer)}>
            {proceedText}
          </button>
          <button type="button" class="button quiet" onClick={() => discard(offer)}>
            {texts.discard}
          </button>
        </div>
      ))}
      {discarded && (
        <div class="draft-offer">
          <p>{discardedText}</p>
          <button type="button" class="button" onClick={() => takeBack(discarded)}>
            {texts.undo}
          </button>
        </div>
      )}
      {children}
    </div>
  )
}
