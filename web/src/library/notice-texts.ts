import { areaTexts } from '../i18n/texts.ts'

export const english = {
  undo: 'Undo',
  tryAgain: 'Try again',
  show: 'Show',
  deleted: (title: string): string => `Deleted “${title}”.`,
  notDeleted: (title: string): string => `“${title}” was not deleted.`,
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
