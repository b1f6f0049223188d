import { signal } from '@preact/signals'
import { onReaderChange } from '../session/on-reader-change.ts'

/** The email that the visitor typed, shared by the forms to sign in, to sign up and to choose a new password. */
export const typedEmail = signal('')

/** The first sentence of the sign-in form, for a visitor who comes from another page. */
export const signInNotice = signal<(() => string) | undefined>(undefined)

onReaderChange(() => {
  typedEmail.value = ''
  signInNotice.value = undefined
})
