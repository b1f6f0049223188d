import * as z from 'zod'
import { registrationInput } from '../../factors/passkeys/registration.ts'
import { email, name } from '../schema.ts'

export const passkeySignUpOptionsInput = z.strictObject({ name, email })
export const passkeySignUpInput = z.strictObject({ name, email, passkey: registrationInput })
