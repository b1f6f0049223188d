import { replaceHrefOf } from '../router/location.ts'
import { restoreSession, user } from '../session/session.ts'
import { signInNotice } from '../sign-in/kept-typing.ts'

/**
 * Asks the service who is signed in after a link was used: the account of the link may have been, or another one. Without a
 * session, leads to the sign-in form.
 * @param notice the first sentence of that form
 * @returns whether a reader is signed in
 */
export const finish = async (notice: () => string): Promise<boolean> => {
  const from = location.hash
  if (user.peek()) await restoreSession()
  if (user.peek()) return true
  signInNotice.value = notice
  replaceHrefOf(from, '#/sign-in')
  return false
}
