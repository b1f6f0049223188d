import { type Draft, isSame } from './draft.ts'

/** Two tags are the same if they differ in case alone. The service has the same rule. */
export const tagKey = (tag: string): string => tag.normalize('NFC').toLowerCase()

/** @returns the tags, with `text` at the end unless it is blank or one of them */
export const addTag = (tags: string[], text: string): string[] => {
  const tag = text.trim()
  return tag === '' || tags.some((other) => tagKey(other) === tagKey(tag)) ? tags : [...tags, tag]
}

/**
 * Removes blank rows and takes over the tag that is still being typed, so that the paths of the service's issues name the
 * rows of the form.
 * @returns the same draft if nothing changes
 */
export const tidyDraft = (draft: Draft): Draft => {
  const tidy: Draft = {
    ...draft,
    authors: draft.authors.filter((author) => author.trim() !== ''),
    tags: addTag(draft.tags, draft.newTag),
    newTag: '',
    extra: draft.extra.filter(([name, value]) => name.trim() !== '' || value !== ''),
  }
  return isSame(tidy, draft) && tidy.cover === draft.cover ? draft : tidy
}
