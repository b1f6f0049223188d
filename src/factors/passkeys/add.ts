import { eq, exists, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type * as z from 'zod'
import type { SessionContext } from '../../auth/caller.ts'
import { asCaller, ifCallerIsLive } from '../../auth/live-caller.ts'
import { isUniqueViolation } from '../../db/client.ts'
import { passkeys } from '../../db/schema.ts'
import { build } from '../../db/statement.ts'
import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import { ApiError } from '../../http/errors.ts'
import { readUserAgent } from '../../http/user-agent.ts'
import { confirmProof } from '../proof/confirm.ts'
import { stepUpRequired } from '../proof/methods.ts'
import { type Proven, withProof } from '../proof/proven.ts'
import { factorsOf, selectIf, selectPasskeys } from '../proof/statements.ts'
import { challengeOf } from './assertion.ts'
import { deleteRegistrationChallenge, ifRegistrationIsOpen, ifRegistrationIsProven } from './challenges.ts'
import { defaultName } from './default-name.ts'
import { maxPasskeysPerUser } from './limits.ts'
import type { newPasskeyInput } from './schema.ts'
import { insertPasskey, type Passkey } from './statements.ts'
import { upgradeProof } from './upgrade.ts'
import { type NewCredential, verifyRegistration } from './verify-registration.ts'

type Input = z.output<typeof newPasskeyInput>
type Authority = Omit<Proven, 'user' | 'totp'>

/** @returns the proof of the request, of its upgrade, or of the request for the options */
const requireAuthority = async (
  c: SessionContext,
  { proof, upgrade }: Input,
  challenge: string,
  passkeyId: string,
): Promise<Authority> => {
  const { config, caller } = c.var
  if (upgrade !== undefined) {
    const proven = await upgradeProof(config, caller, upgrade, passkeyId)
    if (!proven) throw stepUpRequired(await asCaller(c.var, factorsOf(caller.userId)))
    return proven
  }
  if (proof !== undefined) return confirmProof(c, proof, { action: 'add_passkey' })
  const ifProven = await ifRegistrationIsProven(caller, challenge)
  const { proven, ...factors } = await asCaller(c.var, {
    proven: selectIf(ifProven),
    ...factorsOf(caller.userId),
  })
  if (proven.length === 0) throw stepUpRequired(factors)
  return {
    ifProven: sql`${ifCallerIsLive(caller)} and ${ifProven}`,
    before: {},
    after: {},
    lost: 'invalid_passkey',
  }
}

/** A passkey of the user, as the registration has it. */
export const newPasskey = (
  userId: string,
  credential: NewCredential,
  { name, userAgent, at }: { name: string | undefined; userAgent: string; at: Date },
): Passkey => ({
  id: uuidv7(),
  userId,
  ...credential,
  name: name ?? defaultName(credential.aaguid, userAgent),
  createdAt: at,
  lastUsedAt: null,
})

/** @throws ApiError `passkey_taken` when `write` would register a credential twice */
export const rejectTakenCredential = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (cause) {
    if (isUniqueViolation(cause, 'passkeys.credential_id')) throw new ApiError('passkey_taken', { cause })
    throw cause
  }
}

/**
 * Adds a passkey for the caller. Two D1 round trips.
 * @throws ApiError `invalid_passkey`, `passkey_taken`, `too_many_passkeys`, and the errors of `confirmProof`
 */
export const addPasskey = async (c: SessionContext, input: Input): Promise<Passkey> => {
  const { config, caller } = c.var
  const challenge = challengeOf(input.passkey)
  const expected = { challenge: challenge ?? '', isAutomatic: input.upgrade !== undefined }
  const credential = challenge && (await verifyRegistration(config, input.passkey, expected))
  if (!challenge || !credential) throw new ApiError('invalid_passkey')
  const userAgent = readUserAgent(c)
  const passkey = newPasskey(caller.userId, credential, { name: input.name, userAgent, at: caller.at })
  const authority = await requireAuthority(c, input, challenge, passkey.id)
  const ifOpen = await ifRegistrationIsOpen(caller, challenge)
  const ifAdded = exists(build.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.id, passkey.id)))
  const event = { userId: caller.userId, kind: 'passkey_added' as const, userAgent, at: caller.at }
  const { open, existing, added } = await rejectTakenCredential(
    withProof(c, authority, {
      open: selectIf(ifOpen),
      existing: selectPasskeys(caller.userId),
      added: insertPasskey(passkey, sql`${authority.ifProven} and ${ifOpen}`),
      told: recordEvent({ ...event, details: { name: passkey.name } }, ifAdded),
      ...noticeStatements(config, event),
      spent: await deleteRegistrationChallenge(caller, challenge, ifAdded),
    }),
  )
  if (open.length === 0) throw new ApiError('invalid_passkey')
  if (existing.length >= maxPasskeysPerUser) throw new ApiError('too_many_passkeys')
  if (!added[0]) throw new ApiError('invalid_passkey')
  return added[0]
}
