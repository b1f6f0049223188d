import { list } from '../i18n/format.ts'
import type { BookField } from '../library/book.ts'
import type { Draft } from '../library/draft.ts'
import { formatName, statusName } from '../library/field-names.ts'
import { readingText } from '../library/names.ts'
import { categoryName } from '../router/categories.ts'
import { fieldTexts } from './fields/texts.ts'

export const ownedText = (owned: boolean): string =>
  owned ? fieldTexts.value.reading.yes : fieldTexts.value.reading.no

const texts: { [Name in BookField]?: (draft: Draft) => string | null } = {
  authors: ({ authors }) => list(authors),
  category: ({ category }) => category && categoryName(category),
  format: ({ format }) => format && formatName(format),
  status: ({ status }) => status && statusName(status),
  rating: ({ rating }) => (rating === null ? null : fieldTexts.value.rating.stars(rating)),
  progress: ({ progress }) => progress && `${progress} %`,
  readings: ({ readings }) =>
    readings
      .map(({ started_on, finished_on }) =>
        readingText({ started_on: started_on || null, finished_on: finished_on || null }),
      )
      .join('\n'),
  tags: ({ tags }) => tags.join(', '),
  owned: ({ owned }) => (owned === null ? null : ownedText(owned)),
  extra: ({ extra }) => extra.map(([name, value]) => `${name}: ${value}`).join('\n'),
}

/** @returns the value of a field as text; `''` for none */
export const fieldText = (draft: Draft, name: BookField): string => {
  const text = texts[name]
  return (text ? text(draft) : String(draft[name])) || ''
}
