import type { BookField } from './book.ts'
import { type Draft, isSame } from './draft.ts'
import { fieldNames } from './read-draft.ts'

/** @returns the fields whose values differ in the form. A text that was not touched is never sent back. */
export const changedFields = (draft: Draft, base: Draft): BookField[] =>
  fieldNames.filter((name) => !isSame(draft[name], base[name]))
