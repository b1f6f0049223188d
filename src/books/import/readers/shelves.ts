import type { Draft } from '../draft.ts'
import { statusOf } from './choices.ts'
import { listOf } from './names.ts'
import type { Reader } from './reader.ts'

const reader = (split: (cell: string) => string[]): Reader => ({
  to: 'tags',
  read: (cell, draft, column) => {
    draft.shelves.push({
      column,
      cell,
      names: split(cell)
        .map((name) => name.trim())
        .filter(Boolean),
    })
  },
})

/** Shelves with commas between them, which are tags. */
export const shelves = reader((cell) => cell.split(','))

/** Shelves, genres or tags with separators of any kind. */
export const anyShelves = reader((cell) => listOf(cell) ?? cell.split(/[,;|\n]+/))

/** The shelf that each book stands on one of. One with a name of its own is a tag. */
export const exclusiveShelf: Reader = {
  to: 'status',
  read: (cell, draft, column) => {
    const status = statusOf(cell)
    if (status === undefined) shelves.read(cell, draft, column)
    else {
      draft.set('status', status, column, cell)
      draft.statusShelf = cell.trim()
    }
  },
}

/** The lists of LibraryThing that say whether the reader owns the book. */
const ownedLists = new Map([
  ['your library', true],
  ['read but unowned', false],
])

/** The lists of LibraryThing: the first name of a status is the status, and names without another meaning are tags. */
export const collections: Reader = {
  to: 'status',
  read: (cell, draft, column) => {
    const names: string[] = []
    for (const name of cell.split(/[,|]/).map((part) => part.trim())) {
      const isOwned = ownedLists.get(name.toLowerCase())
      const status = statusOf(name)
      if (isOwned !== undefined) draft.fields.owned ??= isOwned
      if (status !== undefined && !draft.has('status')) {
        draft.fields.status = status
        draft.statusShelf = name
      }
      if (name && isOwned === undefined) names.push(name)
    }
    draft.shelves.push({ column, cell, names })
  },
}

const isStatusShelf = (name: string, { statusShelf }: Draft): boolean =>
  statusShelf !== undefined && statusOf(name) === statusOf(statusShelf)

export { isStatusShelf }
