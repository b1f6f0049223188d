import { ApiError, data } from 'bookplate/client'
import { maxBatchJsonBytes, maxOperations } from '../../../src/books/batch/limits.ts'
import { api } from '../session/session.ts'
import type { BookFields } from './book.ts'

/** Each has the version that the book must have: a change from another page or device is never overruled. */
export type Operation =
  | { op: 'update'; id: string; version: number; book: Partial<BookFields> }
  | { op: 'delete'; id: string; version: number }

/** Operations that wait, in the order in which they are sent. */
export interface Waiting {
  operations: readonly Operation[]
  /** The same for a request that is sent again, so that a lost response is not a conflict with itself. */
  key: string
}

export const waitingFor = (operations: readonly Operation[]): Waiting => ({
  operations,
  key: crypto.randomUUID(),
})

/** The service does not carry out this operation, because of its book. */
export interface Rejected {
  id: string
  error: ApiError
}

const utf8 = new TextEncoder()

/** @returns the number of operations that fit into one request: it has at most so many, and so many bytes */
const countInRequest = (operations: readonly Operation[]): number => {
  let bytes = JSON.stringify({ operations: [] }).length
  const end = operations.findIndex((one, at) => {
    bytes += utf8.encode(JSON.stringify(one)).length + 1
    return at >= maxOperations || bytes > maxBatchJsonBytes
  })
  return end < 0 ? operations.length : end
}

const bookErrors = ['version_mismatch', 'title_taken', 'book_not_found', 'invalid_input']
const place = /^operations\.(\d+)/

/** @returns the place of the operation that the error is about; undefined for an error of the whole request */
const placeOf = (error: unknown): number | undefined => {
  if (!(error instanceof ApiError) || !bookErrors.includes(error.code)) return undefined
  const [, at] = place.exec(error.issues[0]?.path ?? '') ?? []
  return at === undefined ? undefined : Number(at)
}

/**
 * Sends the first operations that wait. A batch carries out all of its operations or none.
 * @returns the operations that still wait, and either those that are done or the rejected one
 * @throws ApiError, NetworkError of the whole request: send the same again
 */
export const sendNext = async ({ operations, key }: Waiting, init: RequestInit = {}) => {
  const count = countInRequest(operations)
  try {
    const json = { operations: operations.slice(0, count) as Operation[] }
    const done = await data(api.books.batch.$post({ json }, { headers: { 'Idempotency-Key': key }, init }))
    return { waiting: waitingFor(operations.slice(count)), done, rejected: [] }
  } catch (error) {
    const at = placeOf(error)
    const operation = operations[at ?? -1]
    if (!operation) throw error
    return {
      waiting: waitingFor(operations.toSpliced(at ?? 0, 1)),
      done: [],
      rejected: [{ id: operation.id, error: error as ApiError }],
    }
  }
}

export interface Outcome {
  /** The version that each book has now; null for a deleted one. */
  done: ReadonlyMap<string, number | null>
  rejected: readonly Rejected[]
  /** The operations that were not carried out, or whose response was lost. */
  waiting: Waiting
  /** Why `waiting` is not empty. */
  error?: unknown
}

/**
 * Sends all operations, in as many requests as needed.
 * @param isWanted asked before each request, for example whether the same reader is signed in
 */
export const sendAll = async (first: Waiting, isWanted: () => boolean): Promise<Outcome> => {
  const done = new Map<string, number | null>()
  const rejected: Rejected[] = []
  let waiting = first
  try {
    while (waiting.operations.length > 0 && isWanted()) {
      const sent = await sendNext(waiting)
      for (const { id, version } of sent.done) done.set(id, version)
      rejected.push(...sent.rejected)
      waiting = sent.waiting
    }
    return { done, rejected, waiting }
  } catch (error) {
    return { done, rejected, waiting, error }
  }
}
