/** A `Response` with the types of its status and its JSON body. */
export interface ApiResponse<Body = unknown, Status extends number = number>
  extends Omit<Response, 'json' | 'ok' | 'status'> {
  readonly status: Status
  /** False for 304 only: every other status outside 2xx throws an ApiError. */
  readonly ok: Status extends 304 ? false : true
  json(): Promise<Body>
}

/** Settings of one request. */
export interface RequestOptions {
  /** Sent in addition to the client's own headers. */
  headers?: Record<string, string>
  /** Passed to `fetch`: a `signal`, for example. */
  init?: RequestInit
}

/** The type of `data` in the body of a 2xx response; never for a response without a body. */
export type DataOf<Received> = Received extends { ok: true; json(): Promise<{ data: infer Data }> }
  ? Data
  : never

/** @returns `data` of a body that has a `T` there */
export const unwrap = async <T>(response: { json(): Promise<unknown> }): Promise<T> => {
  const { data } = (await response.json()) as { data: T }
  return data
}

/**
 * Takes `data` out of a response: `const book = await data(client.api.books[':id'].$get({ param: { id } }))`.
 * A list has more than `data`: for its `page`, read the response's own `json()`.
 */
export const data = async <Received extends { json(): Promise<unknown> }>(
  response: Received | Promise<Received>,
): Promise<DataOf<Received>> => unwrap(await response)
