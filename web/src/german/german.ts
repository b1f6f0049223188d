import { add } from './add.ts'
import { book } from './book.ts'
import { bookForm } from './book-form.ts'
import { connection } from './connection.ts'
import { drafts } from './drafts.ts'
import { failedQuery } from './failed-query.ts'
import { library } from './library.ts'
import { notices } from './notices.ts'
import { numbers } from './numbers.ts'
import { reading } from './reading.ts'
import { router } from './router.ts'
import { scan } from './scan.ts'
import { selection } from './selection.ts'
import { shelf } from './shelf.ts'
import { shell } from './shell.ts'
import { toasts } from './toasts.ts'

/** The German texts of each area, by its name in `areaTexts`. */
export const german = {
  add,
  bookForm,
  book,
  connection,
  drafts,
  failedQuery,
  library,
  notices,
  numbers,
  reading,
  router,
  scan,
  selection,
  shelf,
  shell,
  toasts,
}
