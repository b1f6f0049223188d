import { bookplate } from './bookplate.ts'
import { bookwyrm } from './bookwyrm.ts'
import { calibre } from './calibre.ts'
import type { Format } from './format.ts'
import { goodreads } from './goodreads.ts'
import { librarything } from './librarything.ts'
import { storygraph } from './storygraph.ts'

const formats: readonly Format[] = [goodreads, storygraph, librarything, calibre, bookwyrm, bookplate]

/** @param columns the names of the columns, in lower case */
export const formatOf = (columns: readonly string[]): Format | undefined =>
  formats.find(({ required }) => required.every((column) => columns.includes(column)))
