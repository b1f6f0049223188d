import { number, plural } from '../i18n/format.ts'
import { areaTexts } from '../i18n/texts.ts'

const books = (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` })

export const english = {
  undo: 'Undo',
  tryAgain: 'Try again',
  show: 'Show',
  deleted: (title: string): string => `Deleted “${title}”.`,
  notDeleted: (title: string): string => `“${title}” was not deleted.`,
  manyDeleted: (count: number): string => `Deleted ${books(count)}.`,
  manyNotDeleted: (count: number, of: number): string =>
    count === of ? `${books(count)} were not deleted.` : `${number(count)} of ${books(of)} were not deleted.`,
  changedSoNotDeleted: (title: string, more: number): string =>
    more === 0
      ? `“${title}” was changed on another page or device, and was not deleted.`
      : `“${title}” and ${plural(more, { one: '1 other', other: `${number(more)} others` })} were changed on another page or device, and were not deleted.`,
  /** A book that was changed here, and is not among the shown books any more. */
  left: (title: string): string => `“${title}” is no longer in this list.`,
  movedFirst: (title: string): string => `“${title}” is now the first book of this list.`,
  movedBehind: (title: string, other: string): string => `“${title}” now stands behind “${other}”.`,
  movedFurther: (title: string): string => `“${title}” now stands further down in this list.`,
  gone: (title: string | undefined): string =>
    title === undefined ? 'This book was deleted.' : `“${title}” was deleted.`,
  changedElsewhere: 'Your library was changed on another page or device.',
}

export const noticeTexts = areaTexts('notices', english)
