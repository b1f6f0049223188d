import type { Book, OwnBook } from 'bookplate/client'

export type { OwnBook }

type Made = 'id' | 'user_id' | 'version' | 'image_url' | 'thumbnail_url' | 'created_at' | 'updated_at'

/** The fields that a reader gives a book. */
export type BookFields = Omit<OwnBook, Made>
export type BookField = keyof BookFields
export type Status = NonNullable<OwnBook['status']>
export type Format = NonNullable<OwnBook['format']>
export type Reading = OwnBook['readings'][number]

/** A book of a list, which lacks the long fields, or a book that was read. Another reader's has the public fields only. */
export type ShownBook = Book & Partial<OwnBook>

/** Whether the service sent all fields, as it does to the owner. */
export const isOwn = (book: Book | OwnBook): book is OwnBook => 'extra' in book
