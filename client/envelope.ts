import type { ClientResponse } from 'hono/client'
import type { SuccessStatusCode } from 'hono/utils/http-status'

/** The `data` of an answer's envelope: of its 2xx answers, because every other one but 304 is thrown. */
export type DataOf<Answer> =
  Answer extends ClientResponse<infer Body, SuccessStatusCode, 'json'>
    ? Body extends { data: infer Data }
      ? Data
      : never
    : never

/** @returns `data` of an envelope that has a `T` there */
export const unwrap = async <T>(answer: { json: () => Promise<unknown> }): Promise<T> => {
  const { data } = (await answer.json()) as { data: T }
  return data
}

/**
 * Unwraps the envelope of a typed answer: `const book = await data(client.api.books[':id'].$get({ param: { id } }))`.
 * For what has more than `data`, such as the `page` of a list, read the answer's own `json()`.
 */
export const data = async <Answer extends ClientResponse<unknown>>(
  answer: Answer | Promise<Answer>,
): Promise<DataOf<Answer>> => unwrap(await answer)
