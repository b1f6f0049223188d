import type { Context, TypedResponse } from 'hono'
import type { SuccessStatusCode } from 'hono/utils/http-status'
import type { JSONParsed } from 'hono/utils/types'

export interface Envelope<T> {
  message: string
  data: T
}

/** An answer that the typed client knows the body of; written out, because what is inferred is too long to declare. */
export type Answer<Body, Status extends SuccessStatusCode> = Response &
  TypedResponse<JSONParsed<Body>, Status, 'json'>

/** The success envelope of every answer with a body: `{ message, data }`. */
export const ok = <T>(c: Context, message: string, data: T): Answer<Envelope<T>, 200> =>
  c.json<Envelope<T>, 200>({ message, data }, 200)

/** The success envelope of what was just made: 201, with `Location` where it can be read from. */
export const created = <T>(
  c: Context,
  message: string,
  data: T,
  location?: string,
): Answer<Envelope<T>, 201> =>
  c.json<Envelope<T>, 201>({ message, data }, 201, location === undefined ? {} : { Location: location })
