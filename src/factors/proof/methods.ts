import { noPassword } from '../../auth/passwords/hash.ts'
import type { Results } from '../../db/client.ts'
import type { ProofMethod } from '../../http/error-data.ts'
import { ApiError } from '../../http/errors.ts'
import type { factorsOf } from './statements.ts'

/** The factors of a user, as `factorsOf` reads them. */
export type Factors = Pick<Results<ReturnType<typeof factorsOf>>, 'user' | 'totp' | 'passkeys'>

/** @returns the kinds of proof that a user can give */
export const methodsOf = ({ user: [user], totp, passkeys }: Factors): ProofMethod[] => {
  const withPassword = totp.length > 0 ? 'password_and_code' : 'password'
  return [
    ...(user && user.passwordHash !== noPassword ? [withPassword as ProofMethod] : []),
    ...(passkeys.length > 0 ? ['passkey' as const] : []),
  ]
}

export const stepUpRequired = (factors: Factors): ApiError =>
  new ApiError('step_up_required', { data: { methods: methodsOf(factors) } })
