import { useEffect } from 'preact/hooks'
import { DraftOffers } from '../../drafts/draft-offers.tsx'
import { leaveTextsOf } from '../../drafts/kept-texts.ts'
import { deleteKept, type Kept } from '../../drafts/store.ts'
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
  const { offers } = shown
  // This tab may have typed them.
  useEffect(() => void leaveTextsOf(id).then(load), [id])

  const addAll = async () => {
    await addAsNew({ draft: draftOf(offers), found: undefined, base: undefined, key: undefined })
    await Promise.all(offers.map((offer) => deleteKept(offer.id)))
  }
  return (
    <DraftOffers
      {...shown}
      describe={({ value: { field, text }, keptAt }) => (
        <>
          {texts.typed(labelOf(field), timeText(keptAt))} <q dir="auto">{text}</q>
        </>
      )}
      proceed={({ value }) => void copy(value.text)}
      proceedText={texts.copy}
      discardedText={texts.discarded}
    >
      {offers.length > 0 && (
        <button type="button" class="button primary" onClick={() => void addAll()}>
          {texts.addAsNew}
        </button>
      )}
    </DraftOffers>
  )
}
