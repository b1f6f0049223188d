import { add } from './add.ts'
import { book } from './book.ts'
import { bookForm } from './book-form.ts'
import { connection } from './connection.ts'
import { drafts } from './drafts.ts'
import { library } from './library.ts'
import { numbers } from './numbers.ts'
import { router } from './router.ts'
import { scan } from './scan.ts'
import { selection } from './selection.ts'
import { shelf } from './shelf.ts'
import { shell } from './shell.ts'

/** The German texts of each area, by its name in `areaTexts`. */
export const german = {
  add,
  book,
  bookForm,
  connection,
  drafts,
  library,
  numbers,
  router,
  scan,
  selection,
  shelf,
  shell,
}
