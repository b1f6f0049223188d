import * as z from 'zod'
import { ApiError } from './errors.ts'
import { stating } from './json-schema.ts'
import { maxPageRows } from './limits.ts'

/** The number of rows of a page. */
export const limitParameter = stating(
  z
    .string()
    .regex(/^\d{1,3}$/, 'Must be a number.')
    .transform(Number)
    .pipe(z.int().min(1).max(maxPageRows)),
  {
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: maxPageRows,
    default: 20,
    description: 'The number of rows of a page.',
  },
).default(20)

/** The start of a page. Text that is no cursor is `invalid_cursor`, not an invalid parameter. */
export const cursorParameter = stating(z.string(), {
  type: 'string',
  maxLength: 2000,
  pattern: '^[\\w-]*$',
  description: '`page.next` of the page before.',
  examples: ['WzE3NjM3OTg0MDAwMDAsIjAxOTBhMWIyLWMzZDQtN2U1Zi04YTZiLTdjOGQ5ZTBmMWEyYiJd'],
})

/** @param position in a list: the sort key of the last row of a page */
export const encodeCursor = (position: unknown): string =>
  new TextEncoder().encode(JSON.stringify(position)).toBase64({ alphabet: 'base64url', omitPadding: true })

/**
 * A cursor holds a position and never a user: the user always comes from the token. So it need not be secret, and a forged
 * cursor reads only what its maker may read anyway.
 * @throws ApiError `invalid_cursor`
 */
export const decodeCursor = <S extends z.ZodType>(cursor: string, schema: S): z.output<S> => {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: 'base64url' })
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new ApiError('invalid_cursor', { cause })
  }
}

/**
 * @param rows one more than `limit`, if there are that many
 * @param cursorOf the position of a row in the list
 * @returns the rows of the page, and the cursor of the next page
 */
export const pageOf = <Row>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => unknown,
): { rows: Row[]; next: string | null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null }
}

/**
 * @param parameter the one that takes the cursor
 * @returns the address of the page that starts at `cursor`, for a list that was requested at `url`
 */
export const nextUrl = (publicUrl: string, url: string, cursor: string, parameter = 'cursor'): string => {
  const { pathname, searchParams } = new URL(url)
  searchParams.set(parameter, cursor)
  return `${publicUrl}${pathname}?${searchParams}`
}
