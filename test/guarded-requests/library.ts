import { formOf } from '../books/library.ts'
import { putBook } from '../books/put-book.ts'
import { callOf, rpcMessage } from '../mcp/messages.ts'
import { importForm } from '../request-makers.ts'
import { bookForm, fixture, type TestBook } from '../support/makers.ts'
import type { Use } from './use.ts'

const path = (book: TestBook) => `/books/${book.id}`
const newCover = async () => formOf({ title: 'Changed', cover_image: await fixture('palette.png') })
/** Requests about books, also by an assistant. */
export const libraryUses: Use[] = [
  {
    route: 'POST /books/batch',
    trips: 1,
    body: () => ({ operations: [{ op: 'create', book: { title: 'New' } }] }),
  },
  // One reads what tells the books of the library apart. Larger files take more: 200 rows in a statement, 5 statements in a
  // trip, 250 books that are there already in a trip.
  { route: 'POST /books/import', trips: 2, body: importForm },
  // The first finds the end of the part, the second reads a page.
  { route: 'GET /books/export', trips: 2 },
  { route: 'GET /books', trips: 1 },
  { route: 'GET /books/facets', trips: 1 },
  { route: 'GET /books/stats', trips: 1 },
  { route: 'GET /books/changes', trips: 1 },
  { route: 'POST /books', trips: 2, body: () => bookForm() },
  { route: 'GET /books/:id', trips: 1, path },
  { route: 'PUT /books/:id', trips: 1, path, body: () => ({ title: 'Changed' }) },
  { route: 'PUT /books/:id', name: 'with a cover', trips: 2, path, body: newCover },
  { route: 'PATCH /books/:id', trips: 1, path, body: () => ({ title: 'Changed' }) },
  { route: 'PATCH /books/:id', name: 'as a form', trips: 1, path, body: () => formOf({ title: 'Changed' }) },
  { route: 'PATCH /books/:id', name: 'with a cover', trips: 2, path, body: newCover },
  { route: 'DELETE /books/:id', trips: 2, path },
  // Count and read, the budgets of data and of a cover, and remember.
  { route: 'GET /lookup', trips: 4, path: () => '/lookup?isbn=9780141439471' },
  // Those of a lookup and of its cover: count, budget, and two of an upload.
  { route: 'POST /books/from-isbn', trips: 8, body: () => ({ isbn: '9780141439471' }) },
  // Count, the budget, and two of an upload.
  {
    route: 'POST /books/:id/cover',
    trips: 4,
    path: (book) => `/books/${book.id}/cover`,
    body: () => ({ source: 'open_library', cover_id: '1001' }),
  },
  { route: 'POST /mcp', trips: 1, body: () => rpcMessage('tools/list') },
  { route: 'POST /mcp', name: 'search', trips: 1, body: () => callOf('search_books', { q: 'book' }) },
  { route: 'POST /mcp', name: 'add', trips: 1, body: () => callOf('add_book', { title: 'New' }) },
  { route: 'POST /mcp', name: 'statistics', trips: 1, body: () => callOf('reading_statistics') },
  // Adding to a text or a list reads it first.
  {
    route: 'POST /mcp',
    name: 'finish',
    trips: 2,
    body: async (as) => callOf('finish_book', { id: (await putBook(as)).id }),
  },
  {
    route: 'POST /mcp',
    name: 'look up',
    trips: 4,
    body: () => callOf('lookup_book', { isbn: '9780141439471' }),
  },
  { route: 'DELETE /books/:id/cover', trips: 1, path: (book) => `/books/${book.id}/cover` },
]
