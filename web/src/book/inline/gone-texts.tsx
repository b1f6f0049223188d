import { useEffect } from 'preact/hooks'
import { leaveTextsOf } from '../../drafts/kept-texts.ts'
import { deleteKept, type Kept } from '../../drafts/store.ts'
import { draftTexts } from '../../drafts/texts.ts'
import { timeText } from '../../drafts/time-text.ts'
import { useOffers } from '../../drafts/use-offers.ts'
import { ignore, isBrowserError } from '../../errors/ignore.ts'
import { emptyDraft } from '../../library/draft.ts'
import { libraryTexts } from '../../library/texts.ts'
import { user } from '../../session/session.ts'
import { showMessage } from '../../toasts/toasts.ts'
import { addAsNew } from '../add-as-new.ts'
import { sheetTexts } from '../sheet/texts.ts'
import { isTextField } from './read-field.ts'
import '../../drafts/drafts.css'

type Offer = Kept<{ field: string; text: string }>

/** @returns a draft with the texts, the newest of each field */
const draftOf = (offers: readonly Offer[]) => {
  const draft = { ...emptyDraft, title: offers[0]?.title ?? '' }
  for (const { value } of offers.toReversed()) {
    const { field, text } = value
    if (isTextField(field)) draft[field] = text
    else draft.authors = [...draft.authors, text]
  }
  return draft
}

const labelOf = (field: string) =>
  isTextField(field) ? libraryTexts.value.fields[field] : sheetTexts.value.author

const copy = (text: string) =>
  navigator.clipboard
    .writeText(text)
    .then(() => showMessage(sheetTexts.peek().copied))
    // The text is on the page, and can be selected.
    .catch(ignore(isBrowserError))

/** The texts that were typed in place of a field of a book that no longer exists. */
export const GoneTexts = ({ id }: { id: string }) => {
  const texts = sheetTexts.value
  const readerId = user.value?.id ?? ''
  const { load, shown } = useOffers<Offer['value']>(readerId, `texts:${id}`)
  const { offers, discarded, discard, takeBack } = shown
  // This tab may have typed them.
  useEffect(() => void leaveTextsOf(id).then(load), [id])

  const addAll = async () => {
    await addAsNew({ draft: draftOf(offers), found: undefined, base: undefined, key: undefined })
    await Promise.all(offers.map((offer) => deleteKept(offer.id)))
  }
  return (
    <div class="draft-offers" role="status" aria-label={draftTexts.value.offers}>
      {offers.map((offer) => (
        <div key={offer.id} class="draft-offer">
          <p>
            {texts.typed(labelOf(offer.value.field), timeText(offer.keptAt))}{' '}
            <q dir="auto">{offer.value.text}</q>
          </p>
          <button type="button" class="button" onClick={() => void copy(offer.value.text)}>
            {texts.copy}
          </button>
          <button type="button" class="button quiet" onClick={() => discard(offer)}>
            {draftTexts.value.discard}
          </button>
        </div>
      ))}
      {discarded && (
        <div class="draft-offer">
          <p>{texts.discarded}</p>
          <button type="button" class="button" onClick={() => takeBack(discarded)}>
            {draftTexts.value.undo}
          </button>
        </div>
      )}
      {offers.length > 0 && (
        <button type="button" class="button primary" onClick={() => void addAll()}>
          {texts.addAsNew}
        </button>
      )}
    </div>
  )
}
