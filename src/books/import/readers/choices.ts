import { categories } from '../../../db/schema.ts'
import type { BookFields } from '../../fields.ts'
import { languageOf } from './language-names.ts'
import type { Reader } from './reader.ts'

type Status = NonNullable<BookFields['status']>
type Format = NonNullable<BookFields['format']>

const table = <Value extends string>(names: Record<Value, string>): Map<string, Value> =>
  new Map(
    (Object.entries(names) as [Value, string][]).flatMap(([value, list]) =>
      list.split(', ').map((name): [string, Value] => [name, value]),
    ),
  )

/** @returns the words of a name in lower case, with one space between them */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const statusNames = table<Status>({
  want_to_read: 'to read, want to read, planned, plan to read, for later, tbr, to be read, wishlist',
  reading: 'reading, currently reading, in progress, currently listening',
  read: 'read, finished, completed, already read, read but unowned',
  did_not_finish:
    'did not finish, didnt finish, dnf, abandoned, unfinished, stopped reading, dropped, gave up',
})

/** @returns the status with this name, as sites write it; undefined if there is none */
export const statusOf = (name: string): Status | undefined => statusNames.get(plainName(name))

export const status: Reader = {
  to: 'status',
  read: (cell, draft, column) => draft.set('status', statusOf(cell), column, cell, 'unknown_status'),
}

/** The names that say no more than the field. */
const sameFormat = table<Format>({
  hardcover: 'hardcover, hardback',
  paperback: 'paperback, softcover',
  ebook: 'ebook, e book, digital',
  audiobook: 'audiobook, audio book, audio',
  other: 'other, unknown binding',
})
/** The names that say more than the field, and are kept as well. */
const nearFormat = table<Format>({
  hardcover: 'library binding, hardcover with dust jacket, cloth, leather bound',
  paperback: 'mass market paperback, trade paperback, perfect paperback, pocket book',
  ebook: 'kindle edition, kindle, nook, epub, pdf, mobi, kobo, online',
  audiobook: 'audio cd, audible audio, audible, audio cassette, mp3 cd, preloaded digital audio player',
  other: 'board book, spiral bound, unbound, comic, comic book, chapbook, diary, calendar, cards',
})

/** The binding of an edition. A name that says more than the field is kept as well. */
export const format: Reader = {
  to: 'format',
  read: (cell, draft, column) => {
    const name = plainName(cell)
    const same = sameFormat.get(name)
    draft.set('format', same ?? nearFormat.get(name) ?? 'other', column, cell)
    if (same === undefined && !draft.kept.some(([key, value]) => key === column.name && value === cell))
      draft.keep(column, cell)
  },
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'owned', 'ja', 'oui', 'si', 'sí'])
const no = new Set(['no', 'n', 'false', '0', 'not owned', 'nein', 'non'])

export const owned: Reader = {
  to: 'owned',
  read: (cell, draft, column) => {
    const name = plainName(cell)
    if (yes.has(name) || no.has(name)) draft.set('owned', yes.has(name), column, cell)
    else draft.reject(column, cell, 'unknown_yes_no')
  },
}

/** Codes and English names of languages. Of several the first is the language, and all are kept. */
export const language: Reader = {
  to: 'language',
  read: (cell, draft, column) => {
    const [first = '', ...more] = cell.split(/[,;|]/).map((part) => part.trim())
    draft.set('language', languageOf(first), column, cell, 'unknown_language')
    if (draft.has('language') && more.some(Boolean)) draft.reject(column, cell, 'several_languages')
  },
}

export const category: Reader = {
  to: 'category',
  read: (cell, draft, column) => {
    const name = cell.trim().toLowerCase()
    draft.set(
      'category',
      categories.find((one) => one === name),
      column,
      cell,
      'unknown_category',
    )
  },
}
