import type { Context } from 'hono'
import type { SessionContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { requireUser } from '../auth/require-user.ts'
import { confirmPasswordOrProof, confirmProof } from '../factors/proof/confirm.ts'
import { withProof } from '../factors/proof/proven.ts'
import type { ProofInput } from '../factors/proof/schema.ts'
import { hasBody, jsonType, mediaType, readJson, requireMediaType } from '../http/body.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { parseInput, validate } from '../http/validate.ts'
import { deliverMails } from '../mail/deliver.ts'
import { accountDeletionContract } from './contract.ts'
import { eraseUser } from './erase.ts'
import { deletion, deletionInput, disablingInput } from './schema.ts'
import { accountDisabling, accountHiding, ifSignedInRecently } from './statements.ts'

interface Input {
  password?: string | undefined
  proof?: ProofInput | undefined
}

export const erasure = factory
  .createApp()

  .delete('/', accountDeletionContract, requireUser, validate('query', deletion), async (c) => {
    const isPurge = c.req.valid('query').purge === 'true'
    const { password, proof }: Input = await readInput(c, isPurge)
    if (isPurge) await purge(c, password, proof)
    else await disable(c, proof)
    return c.var.respond(204)
  })

const purgeMissing = () => {
  const message = 'Must be purge=true for a request with a body, unless the body is `proof` alone.'
  return new ApiError('invalid_input', { issues: [{ path: 'purge', message }] })
}

/**
 * A client that sends the password and forgets `purge=true` wants an erasure, and must not get a disabled account.
 * @throws ApiError `invalid_input`
 */
const readInput = async (c: Context, isPurge: boolean) => {
  if (!isPurge && !(await hasBody(c))) return {}
  if (!isPurge && mediaType(c) !== jsonType) throw purgeMissing()
  requireMediaType(c, [jsonType])
  const body = await readJson(c).catch((error: unknown) => {
    throw isPurge ? error : purgeMissing()
  })
  if (isPurge) return parseInput(deletionInput, body)
  const isProof = typeof body === 'object' && body !== null && Object.keys(body).join() === 'proof'
  if (!isProof) throw purgeMissing()
  return parseInput(disablingInput, body)
}

const causeOf = (c: SessionContext) => ({ userAgent: readUserAgent(c), config: c.var.config })

/** Disables the account, with a proof or shortly after a sign-in. */
const disable = async (c: SessionContext, proof: ProofInput | undefined): Promise<void> => {
  const { caller, requestId } = c.var
  const { disabled, lastAdmin, sessionsEnded } = proof
    ? await disableWithProof(c, proof)
    : await asCaller(c.var, accountDisabling(caller, causeOf(c), ifSignedInRecently(caller)))
  if (lastAdmin.length > 0) throw new ApiError('last_admin')
  // Throws `step_up_required`: the sign-in was too long ago.
  if (disabled.length === 0) await confirmProof(c, undefined, { action: 'disable_account' })
  deliverMails(c)
  const endedSessionIds = sessionsEnded.map(({ id }) => id)
  logEvent('info', 'account_disabled', { requestId, userId: caller.userId, endedSessionIds })
}

const disableWithProof = async (c: SessionContext, proof: ProofInput) => {
  const proven = await confirmProof(c, proof, { action: 'disable_account' })
  return withProof(c, proven, accountDisabling(c.var.caller, causeOf(c), proven.ifProven))
}

/** Hides the account at once. The rest is erased after the response, as far as one request can. */
const purge = async (
  c: SessionContext,
  password: string | undefined,
  proof: ProofInput | undefined,
): Promise<void> => {
  const { db, caller, config, requestId } = c.var
  const given = { field: 'password', password, proof }
  const proven = await confirmPasswordOrProof(c, given, { action: 'erase_account' })
  const hiding = accountHiding(caller, proven.user.passwordVersion, config, proven.ifProven)
  const { hidden, lastAdmin, sessionsEnded } = await withProof(c, proven, hiding)
  if (lastAdmin.length > 0) throw new ApiError('last_admin')
  if (!hidden[0]) throw new ApiError('invalid_credentials')
  const endedSessionIds = sessionsEnded.map(({ id }) => id)
  logEvent('info', 'account_erased', { requestId, userId: caller.userId, endedSessionIds })
  const erased = eraseUser(db, c.var.bucket, caller.userId, caller.at)
  c.executionCtx.waitUntil(
    erased.catch((cause) =>
      logEvent('warn', 'erasure_left_to_maintenance', { requestId, userId: caller.userId, cause }),
    ),
  )
}
