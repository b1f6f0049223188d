import { number, plural } from '../../i18n/format.ts'
import { areaTexts } from '../../i18n/texts.ts'

const books = (count: number): string => plural(count, { one: '1 book', other: `${number(count)} books` })

const others = (title: string, more: number): string =>
  more === 0
    ? `“${title}”`
    : `“${title}” and ${plural(more, { one: '1 other', other: `${number(more)} others` })}`

const areOrIs = (more: number, one: string, other: string): string => (more === 0 ? one : other)

export const english = {
  select: 'Select',
  selectBook: (title: string): string => `Select “${title}”`,
  start: 'Select books',
  bar: 'Selected books',
  /** Announced by screen readers. */
  selected: (count: number): string =>
    count === 0 ? 'Select books. Escape ends.' : `${books(count)} selected.`,
  count: (count: number): string => (count === 0 ? 'Select books' : `${books(count)} selected`),
  notShown: (count: number): string => `${number(count)} not shown here`,
  selectAll: (count: number): string => `All ${number(count)}`,
  selectAllName: (count: number): string => `Select all ${number(count)} books that are loaded`,
  end: 'End the selection',
  status: 'Status …',
  noStatus: 'No status',
  category: 'Category …',
  tags: 'Tags …',
  covers: 'Covers …',
  delete: 'Delete',
  tag: 'Add a tag',
  addTag: 'Add',
  tagsOfBooks: 'Tags of these books',
  apply: 'Apply',
  tagOnSome: (count: number, of: number): string => `on ${number(count)} of ${number(of)}`,
  statusSet: (count: number, status: string | undefined): string =>
    status === undefined
      ? `Removed the status of ${books(count)}.`
      : `Marked ${books(count)} as “${status}”.`,
  categorySet: (count: number, category: string | undefined): string =>
    category === undefined
      ? `Removed the category of ${books(count)}.`
      : `Moved ${books(count)} to ${category}.`,
  tagsSet: (count: number): string => `Changed the tags of ${books(count)}.`,
  nothingToChange: 'These books are like that already.',
  changing: (count: number): string => `Changing ${books(count)} …`,
  undo: 'Undo',
  undone: (count: number): string => `Took back the change of ${books(count)}.`,
  tryAgain: 'Try again',
  notChanged: (count: number, of: number): string =>
    count === of
      ? `${books(count)} could not be changed.`
      : `${number(count)} of ${books(of)} could not be changed.`,
  changedElsewhere: (title: string, more: number): string =>
    `${others(title, more)} ${areOrIs(more, 'was', 'were')} changed on another page or device, and ${areOrIs(more, 'stays as it is', 'stay as they are')}.`,
  changedSince: (title: string, more: number): string =>
    `${others(title, more)} ${areOrIs(more, 'was', 'were')} changed since, and ${areOrIs(more, 'stays as it is', 'stay as they are')}.`,
  goneElsewhere: (title: string, more: number): string =>
    `${others(title, more)} ${areOrIs(more, 'is', 'are')} no longer in the library.`,
  rejected: (title: string, more: number): string => `${others(title, more)} could not be changed.`,
}

export const selectionTexts = areaTexts('selection', english)
