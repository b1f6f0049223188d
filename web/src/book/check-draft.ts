import type { Issue } from 'bookplate/client'
import { InvalidForm } from '../forms/use-submit.ts'
import type { BookField, BookFields } from '../library/book.ts'
import { checkTexts } from '../library/check-texts.ts'
import type { Draft } from '../library/draft.ts'
import { readDraft } from '../library/read-draft.ts'

/** A day that is typed in part has no value, and would be lost. */
const partialDays = (form: HTMLFormElement): Issue[] =>
  [...form.querySelectorAll<HTMLInputElement>('input[type=date]')]
    .filter(({ validity }) => validity.badInput)
    .map(({ name }) => ({ path: name, message: checkTexts.value.wholeDate }))

/**
 * @param names of the fields that are sent
 * @throws InvalidForm for values that cannot be read. The service checks everything else.
 */
export const checkDraft = (
  form: HTMLFormElement,
  draft: Draft,
  names: readonly BookField[],
): Partial<BookFields> => {
  const { fields, issues } = readDraft(draft, names)
  const all = [...issues, ...partialDays(form)]
  if (all.length > 0) throw new InvalidForm(all)
  return fields
}
