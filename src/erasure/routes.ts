import type { Context } from 'hono'
import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { requireUser } from '../auth/require-user.ts'
import { hasBody, jsonType, readJson, requireMediaType } from '../http/body.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { parseInput, validate } from '../http/validate.ts'
import { confirmPassword } from '../users/confirm-password.ts'
import { accountDeletionContract } from './contract.ts'
import { eraseUser } from './erase.ts'
import { deletion, purgeConfirmation } from './schema.ts'
import { accountDisabling, accountHiding } from './statements.ts'

export const erasure = factory
  .createApp()

  .delete('/', accountDeletionContract, requireUser, validate('query', deletion), async (c) => {
    const { caller, requestId } = c.var
    if (c.req.valid('query').purge === 'true') {
      await purge(c, await readPassword(c))
    } else {
      await rejectBody(c)
      const { sessionsEnded } = await asCaller(c.var, accountDisabling(caller))
      const endedSessionIds = sessionsEnded.map(({ id }) => id)
      logEvent('info', 'account_disabled', { requestId, userId: caller.userId, endedSessionIds })
    }
    return c.var.respond(204)
  })

/**
 * A client that sends the password and forgets `purge=true` wants an erasure, and must not get a disabled account.
 * @throws ApiError `invalid_input`
 */
const rejectBody = async (c: Context): Promise<void> => {
  if (!(await hasBody(c))) return
  const message = 'Must be purge=true for a request with a body. Without a body the account is only disabled.'
  throw new ApiError('invalid_input', { issues: [{ path: 'purge', message }] })
}

/** The body is read here because only `purge=true` has one. */
const readPassword = async (c: Context): Promise<string> => {
  requireMediaType(c, [jsonType])
  return parseInput(purgeConfirmation, await readJson(c)).password
}

/** Hides the account at once. The rest is erased after the response, as far as one request can. */
const purge = async (c: CallerContext, password: string): Promise<void> => {
  const { db, caller, requestId } = c.var
  const { user, forgetAttempts } = await confirmPassword(c, password)
  const { hidden, sessionsEnded } = await asCaller(c.var, {
    ...accountHiding(caller, user.passwordVersion),
    forgetAttempts,
  })
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
