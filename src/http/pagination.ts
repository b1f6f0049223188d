import type { Context } from 'hono'
import * as z from 'zod'
import type { AppEnv } from './env.ts'
import type { Answer, Envelope } from './envelope.ts'
import { ApiError } from './errors.ts'
import { stating } from './json-schema.ts'

/** How many rows of a list to answer with. */
export const limitParameter = stating(
  z
    .string()
    .regex(/^\d{1,3}$/, 'Must be a number.')
    .transform(Number)
    .pipe(z.int().min(1).max(100)),
  {
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 100,
    default: 20,
    description: 'How many to answer with.',
  },
).default(20)

/** Where to go on; what is not a cursor is `invalid_cursor` rather than a parameter out of form. */
export const cursorParameter = stating(z.string(), {
  type: 'string',
  maxLength: 2000,
  pattern: '^[\\w-]*$',
  description: '`page.next` of the page before.',
})

/** A place in a list: the sort key of the last row that was answered with. */
export const encodeCursor = (position: unknown): string =>
  new TextEncoder().encode(JSON.stringify(position)).toBase64({ alphabet: 'base64url', omitPadding: true })

/**
 * A cursor says where to go on, never in whose list: that always comes from the token. So it need not be secret, and
 * an invented one reads nothing that its maker could not read anyway.
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
 * The envelope of a page.
 * @param rows one more than `limit`, if there are that many
 * @param cursorOf the place of a row in the list
 */
export const page = <Row, T>(
  c: Context<AppEnv>,
  message: string,
  {
    rows,
    limit,
    present,
    cursorOf,
  }: { rows: Row[]; limit: number; present: (row: Row) => T; cursorOf: (row: Row) => unknown },
): Answer<Envelope<T[]> & { page: { next: string | null } }, 200> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? encodeCursor(cursorOf(last)) : null
  if (next) c.header('Link', `<${nextUrl(c, next)}>; rel="next"`)
  return c.json({ message, data: shown.map(present), page: { next } }, 200)
}

const nextUrl = (c: Context<AppEnv>, cursor: string): string => {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('cursor', cursor)
  return `${c.var.config.publicUrl}${pathname}?${searchParams}`
}
