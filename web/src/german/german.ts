import { account } from './account.ts'
import { activity } from './activity.ts'
import { add } from './add.ts'
import { admin } from './admin.ts'
import { apiKeys } from './api-keys.ts'
import { book } from './book.ts'
import { bookForm } from './book-form.ts'
import { checks } from './checks.ts'
import { completion } from './completion.ts'
import { connection } from './connection.ts'
import { crop } from './crop.ts'
import { descriptions } from './descriptions.ts'
import { dialog } from './dialog.ts'
import { drafts } from './drafts.ts'
import { eReaders } from './e-readers.ts'
import { errors } from './errors.ts'
import { failedQuery } from './failed-query.ts'
import { fields } from './fields.ts'
import { filters } from './filters.ts'
import { find } from './find.ts'
import { forms } from './forms.ts'
import { imports } from './imports.ts'
import { keys } from './keys.ts'
import { library } from './library.ts'
import { manyCovers } from './many-covers.ts'
import { methods } from './methods.ts'
import { notices } from './notices.ts'
import { numbers } from './numbers.ts'
import { page } from './page.ts'
import { picture } from './picture.ts'
import { proof } from './proof.ts'
import { reading } from './reading.ts'
import { recovery } from './recovery.ts'
import { router } from './router.ts'
import { scan } from './scan.ts'
import { secondStep } from './second-step.ts'
import { selection } from './selection.ts'
import { share } from './share.ts'
import { sheet } from './sheet.ts'
import { shelf } from './shelf.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { signUp } from './sign-up.ts'
import { toasts } from './toasts.ts'
import { webhook } from './webhook.ts'

/** The German texts of each area, by its name in `areaTexts`. */
export const german = {
  account,
  activity,
  add,
  admin,
  apiKeys,
  book,
  bookForm,
  checks,
  completion,
  connection,
  crop,
  descriptions,
  dialog,
  drafts,
  eReaders,
  errors,
  failedQuery,
  fields,
  filters,
  find,
  forms,
  imports,
  keys,
  library,
  manyCovers,
  methods,
  notices,
  numbers,
  page,
  picture,
  proof,
  reading,
  recovery,
  router,
  scan,
  secondStep,
  selection,
  share,
  sheet,
  shelf,
  shell,
  signIn,
  signUp,
  toasts,
  webhook,
}
