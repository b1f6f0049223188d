import { fieldNames } from '../library/read-draft.ts'

/** The fields of the form, which show their issues. */
export const shownIssues: readonly string[] = [...fieldNames, 'cover_image']
