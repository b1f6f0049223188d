import type { Context } from 'hono'

/** The success envelope of every answer with a body: `{ message, data }`. */
export const ok = <T>(c: Context, message: string, data: T) => c.json({ message, data }, 200)

/** The success envelope of what was just made: 201, with `Location` where it can be read from. */
export const created = <T>(c: Context, message: string, data: T, location?: string) =>
  c.json({ message, data }, 201, location === undefined ? {} : { Location: location })
