import { loadFrom } from '../library/books.ts'
import { shelfTexts } from './texts.ts'

/** The way back from a list that does not begin at its start. */
export const ListStart = () => (
  <p class="list-start">
    <button type="button" class="button quiet" onClick={() => loadFrom(undefined)}>
      {shelfTexts.value.fromStart}
    </button>
  </p>
)
