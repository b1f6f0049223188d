import type * as z from 'zod'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import { purposes } from '../../auth/purposes.ts'
import { newRandomToken } from '../../auth/random-tokens.ts'
import { ApiError } from '../../http/errors.ts'
import { confirmProof } from '../proof/confirm.ts'
import { stepUpRequired } from '../proof/methods.ts'
import { withProof } from '../proof/proven.ts'
import { factorsOf } from '../proof/statements.ts'
import { insertRegistrationChallenge } from './challenges.ts'
import { maxPasskeysPerUser } from './limits.ts'
import { makeCreationOptions } from './registration.ts'
import type { passkeyCreation, passkeyOptionsInput } from './schema.ts'
import { isUpgrade } from './upgrade.ts'

/**
 * Makes the options of a new passkey, and stores their challenge. With a proof the challenge needs no other.
 * @throws ApiError `too_many_passkeys`, and the errors of `confirmProof`
 */
export const startPasskey = async (
  c: SessionContext,
  { proof, upgrade }: z.output<typeof passkeyOptionsInput>,
): Promise<z.output<typeof passkeyCreation>> => {
  const { caller, config } = c.var
  const { ttlSeconds } = purposes.passkeyChallenge
  const challenge = newRandomToken()
  const proven = proof && (await confirmProof(c, proof, { action: 'add_passkey' }))
  const statements = {
    ...factorsOf(caller.userId),
    stored: await insertRegistrationChallenge(
      caller,
      challenge,
      proven ? 'proven' : 'unproven',
      proven?.ifProven,
    ),
  }
  const isAutomatic = upgrade !== undefined
  const found = proven ? await withProof(c, proven, statements) : await asCaller(c.var, statements)
  if (isAutomatic && !(await isUpgrade(config, caller, upgrade))) throw stepUpRequired(found)
  const [user] = found.user
  if (!user) throw new ApiError('invalid_token')
  if (found.passkeys.length >= maxPasskeysPerUser) throw new ApiError('too_many_passkeys')
  const options = makeCreationOptions(config, {
    challenge,
    ttlSeconds,
    user,
    existing: found.passkeys,
    isAutomatic,
  })
  return { options, expires_in: ttlSeconds }
}
