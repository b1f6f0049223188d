import { number, plural } from '../../i18n/format.ts'

/** `1 Buch`, `12 Bücher` */
export const books = (count: number): string =>
  plural(count, { one: '1 Buch', other: `${number(count)} Bücher` })

/** The dative, for example after „von“ and „aus“: `1 Buch`, `12 Büchern`. */
export const ofBooks = (count: number): string =>
  plural(count, { one: '1 Buch', other: `${number(count)} Büchern` })
