import type { Tool } from './tool.ts'
import { addBook } from './tools/add-book.ts'
import { changeBook } from './tools/change-book.ts'
import { finishBook } from './tools/finish-book.ts'
import { lookupBook } from './tools/lookup-book.ts'
import { readBook } from './tools/read-book.ts'
import { readingStatistics } from './tools/reading-statistics.ts'
import { searchBooks } from './tools/search-books.ts'

/** In the order of `tools/list`. None deletes anything: text in a book must not be able to make an assistant destroy. */
export const tools: readonly Tool[] = [
  searchBooks,
  readBook,
  addBook,
  changeBook,
  finishBook,
  readingStatistics,
  lookupBook,
]
