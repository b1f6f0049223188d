import { contract } from '../../http/contract.ts'
import { presentedDocument } from './schema.ts'

const tag = 'E-readers'

export const documentListContract = contract({
  id: 'listDocuments',
  summary: 'List the documents that your e-readers have reported',
  description:
    'Those of the last reports first. A device sends a digest of the document, and its title only if its owner allows it.',
  tag,
  responses: {
    200: { message: 'Your documents.', data: presentedDocument, isPage: true, headers: ['Link'] },
  },
  errors: ['invalid_cursor'],
})

export const tieContract = contract({
  id: 'tieDocument',
  summary: 'Tie a document to a book',
  description:
    'The book gets the last report at once, and each later one: it starts, moves on, and is finished from 99 % on. A book ' +
    'that you have read or given up stays as it is. `book_id: null` unties the document and leaves the book as it is.',
  tag,
  responses: { 200: { message: 'The document and its book.', data: presentedDocument } },
  errors: ['document_not_found', 'book_not_found'],
})

export const documentDeletionContract = contract({
  id: 'forgetDocument',
  summary: 'Forget a document',
  description:
    'Your devices can then no longer read its progress. A device that reports it again brings it back, untied.',
  tag,
  responses: { 204: { message: 'The document is forgotten.' } },
  errors: ['document_not_found'],
})
