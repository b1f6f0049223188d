import type { Context } from 'hono'
import { uuidv7 } from 'uuidv7'
import { confirmPassword } from './confirm-password.ts'
import { hashPassword } from '../auth/passwords/hash.ts'
import { asCaller, requireUser } from '../auth/require-user.ts'
import { isUniqueViolation } from '../db/client.ts'
import { readJson } from '../http/body.ts'
import { type AppEnv, factory } from '../http/env.ts'
import { created, ok } from '../http/envelope.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { parseInput, validate } from '../http/validate.ts'
import { changesPassword, changesUser, deletesUser, readsUser, signsUp } from './contract.ts'
import { eraseUser } from '../erasure/erase.ts'
import {
  changePassword,
  disableUser,
  endOtherSessions,
  endSessionsOfDisabled,
  findUser,
  hideUser,
  insertUser,
  renameUser,
} from './statements.ts'
import {
  deletion,
  newPasswordIssue,
  newUser,
  passwordChange,
  presentUser,
  purgeConfirmation,
  userChanges,
} from './schema.ts'

/** @throws ApiError `email_taken` when the write would give two users the same address */
const refuseTakenEmail = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (cause) {
    if (isUniqueViolation(cause, 'users.email')) throw new ApiError('email_taken', { cause })
    throw cause
  }
}

export const users = factory
  .createApp()

  .post('/', signsUp, limitBursts('SIGN_UP_LIMIT'), validate('json', newUser), async (c) => {
    const { db, config } = c.var
    const { name, email, password } = c.req.valid('json')
    const passwordHash = await hashPassword(password, config.passwordHashCalls)
    const now = new Date()
    const user = {
      id: uuidv7(),
      name,
      email,
      passwordHash,
      passwordVersion: 1,
      createdAt: now,
      updatedAt: now,
    }
    await refuseTakenEmail(db.batch([insertUser(db, user)]))
    return created(c, 'Account created. Sign in to use it.', presentUser(user), `${config.publicUrl}/users`)
  })

  .get('/', readsUser, requireUser, async (c) => {
    const [[user]] = await asCaller(c, findUser(c.var.db, c.var.caller.userId))
    if (!user) throw new ApiError('invalid_token')
    return ok(c, 'Your account.', presentUser(user))
  })

  .on(['PUT', 'PATCH'], '/', changesUser, requireUser, validate('json', userChanges), async (c) => {
    const { db, caller } = c.var
    const [[user]] = await asCaller(c, renameUser(db, caller, c.req.valid('json').name))
    if (!user) throw new ApiError('invalid_token')
    return ok(c, 'Account changed.', presentUser(user))
  })

  .put('/password', changesPassword, requireUser, validate('json', passwordChange), async (c) => {
    const { db, caller, config, requestId } = c.var
    const { current_password, new_password } = c.req.valid('json')
    const { user, forget } = await confirmPassword(c, current_password)
    const message = newPasswordIssue(new_password, user)
    if (message) {
      await db.batch([forget])
      throw new ApiError('invalid_input', { issues: [{ path: 'new_password', message }] })
    }
    const newHash = await hashPassword(new_password, config.passwordHashCalls)
    const [[changed]] = await asCaller(
      c,
      changePassword(db, caller, user.passwordVersion, newHash),
      endOtherSessions(db, caller, newHash),
      forget,
    )
    if (!changed) throw new ApiError('invalid_credentials')
    logEvent('info', 'password_changed', { requestId, userId: caller.userId })
    return c.body(null, 204)
  })

  .delete('/', deletesUser, requireUser, validate('query', deletion), async (c) => {
    const { db, caller, requestId } = c.var
    if (c.req.valid('query').purge === 'true') {
      await purge(c)
    } else {
      await asCaller(c, disableUser(db, caller), endSessionsOfDisabled(db, caller.userId))
      logEvent('info', 'account_disabled', { requestId, userId: caller.userId })
    }
    return c.body(null, 204)
  })

/** Hides the account at once, and erases what is left of it after the answer, as far as one request can. */
const purge = async (c: Context<AppEnv>): Promise<void> => {
  const { db, caller, requestId } = c.var
  const { password } = parseInput(purgeConfirmation, await readJson(c))
  const { user, forget } = await confirmPassword(c, password)
  const [[hidden]] = await asCaller(
    c,
    hideUser(db, caller, user.passwordVersion),
    endSessionsOfDisabled(db, caller.userId),
    forget,
  )
  if (!hidden) throw new ApiError('invalid_credentials')
  logEvent('info', 'account_erased', { requestId, userId: caller.userId })
  const erasure = eraseUser(db, c.env.COVERS, caller.userId, caller.at)
  c.executionCtx.waitUntil(
    erasure.catch((cause) =>
      logEvent('warn', 'erasure_left_to_maintenance', { requestId, userId: caller.userId, cause }),
    ),
  )
}
