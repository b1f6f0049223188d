import { maxAuthors, maxNameLength } from './limits.ts'

// The import of older versions had no fields for authors and reviews. It wrote both into the description: "By" and the
// authors, an empty line, and the review. This file has no imports but limits, so that the web app can use it.

export const bylineStart = 'By '

/** The line of authors, which has no double spaces, and the review. */
const form = /^By (?<names>\S+(?: \S+)*)(?:\n\n(?<review>[\s\S]+))?$/u

/** A part after a comma that belongs to the name before: "Martin Luther King, Jr." */
const suffix = /^(?:jr|sr|esq|ph\.?d|m\.?d|m\.?a|i{1,3}|iv)\.?$/i

const namesOf = (byline: string): string[] => {
  const names: string[] = []
  for (const part of byline.split(', ')) {
    const before = names.at(-1)
    if (before !== undefined && suffix.test(part)) names.splice(-1, 1, `${before}, ${part}`)
    else names.push(part)
  }
  // StoryGraph names an author again among the contributors.
  return [...new Set(names)]
}

const isName = (text: string): boolean => /\S/.test(text) && [...text].length <= maxNameLength

/** The fields that a description of an older import becomes. */
export interface TakenApart {
  authors: string[]
  review: string
  description: ''
}

/**
 * Takes a description of an older import apart into authors and review. The commas of a name in another form than "First
 * Last" cannot be told from those between names, so a reader must see the result first.
 * @returns undefined for a description in another form, or whose authors are not valid as authors
 */
export const takeApart = (description: string): TakenApart | undefined => {
  const { names, review = '' } = form.exec(description)?.groups ?? {}
  if (names === undefined) return undefined
  const authors = namesOf(names)
  if (authors.length > maxAuthors || !authors.every(isName)) return undefined
  return { authors, review, description: '' }
}
