import { InvalidForm } from '../forms/use-submit.ts'
import type { Draft } from '../library/draft.ts'

/** @throws InvalidForm for what is missing. The service checks the rest. */
export const checkDraft = ({ title, category, cover }: Draft, needsCover: boolean): void => {
  const issues = [
    ...(title.trim() === '' ? [{ path: 'title', message: 'Give the book its title.' }] : []),
    ...(category === undefined ? [{ path: 'category', message: 'Choose a category.' }] : []),
    ...(needsCover && !cover
      ? [{ path: 'cover_image', message: 'A book needs a cover: choose an image.' }]
      : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
}
