import type { FoundBook } from '../../library/find-books.ts'

/** The part of a book that the list shows. */
export interface Shelved {
  id: string
  title: string
  authors: string[]
  thumbnail_url: string | null
}

/** How far a scanned ISBN is. */
export type Step =
  | { kind: 'waiting' | 'looking' }
  /** @property cover `none`: no catalogue has one; `own`: the reader filled in the form */
  | { kind: 'added'; book: Shelved; cover: 'coming' | 'there' | 'none' | 'failed' | 'own' }
  | { kind: 'had'; book: Shelved }
  | { kind: 'undone'; book: Shelved }
  /** No catalogue knows it. */
  | { kind: 'unknown' }
  /** @property retryAt in milliseconds since 1970 */
  | { kind: 'failed'; error: unknown; retryAt?: number | undefined }

export interface Entry {
  isbn: string
  step: Step
  /** A repeated request with this key adds no second book. */
  key: string
  /** The book that is being added. It stays the same for each attempt. */
  found?: FoundBook | undefined
}

export const newEntry = (isbn: string, step: Step = { kind: 'waiting' }): Entry => ({
  isbn,
  step,
  key: crypto.randomUUID(),
})

/** Whether the reader still has to do something about it, now or later. */
export const isForLater = ({ step }: Entry): boolean =>
  step.kind === 'unknown' || step.kind === 'failed' || step.kind === 'waiting' || step.kind === 'looking'
