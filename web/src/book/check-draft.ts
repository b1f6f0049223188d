import { InvalidForm } from '../forms/use-submit.ts'
import type { Draft } from '../library/draft.ts'

/** @throws InvalidForm for missing values. The service checks everything else. */
export const checkDraft = ({ title, category, cover }: Draft, needsCover: boolean): void => {
  const issues = [
    ...(title.trim() === '' ? [{ path: 'title', message: 'Enter a title.' }] : []),
    ...(category === undefined ? [{ path: 'category', message: 'Choose a category.' }] : []),
    ...(needsCover && !cover ? [{ path: 'cover_image', message: 'Choose a cover image.' }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
}
