import { DraftOffers } from '../drafts/draft-offers.tsx'
import { deleteKept } from '../drafts/store.ts'
import type { useOffers } from '../drafts/use-offers.ts'
import { addAsNew } from './add-as-new.ts'
import { formTexts } from './form-texts.ts'
import type { KeptBook } from './kept-book.ts'

type Shown = ReturnType<typeof useOffers<KeptBook>>['shown']

/** The drafts of a book that was deleted. Each can become a new book. */
export const GoneBook = (shown: Shown) => (
  <>
    {shown.offers.length > 0 && <p>{formTexts.value.goneBook}</p>}
    <DraftOffers {...shown} proceed={({ id, value }) => void addAsNew(value).then(() => deleteKept(id))} />
  </>
)
