import { tagKey } from '../../field-rules.ts'
import { bookFields } from '../../fields.ts'
import { maxTags } from '../../limits.ts'
import type { Draft } from '../draft.ts'
import { categoryOf } from '../shelf-category.ts'
import { isStatusShelf } from './shelves.ts'

/** Shelves are tags, each once. Those that no tag can be are kept, with the reason. */
export const finishShelves = (draft: Draft): void => {
  const { tags } = draft.fields
  const known = new Set(tags.map(tagKey))
  for (const { column, names } of draft.shelves) {
    for (const name of names) {
      if (known.has(tagKey(name)) || isStatusShelf(name, draft)) continue
      if (!bookFields.shape.tags.safeParse([name]).success) draft.reject(column, name, 'too_long')
      else if (tags.length === maxTags) draft.reject(column, name, 'too_many')
      else {
        tags.push(name)
        known.add(tagKey(name))
      }
    }
  }
  draft.fields.category ??= categoryOf(draft.shelves.flatMap(({ names }) => names)) ?? null
}
