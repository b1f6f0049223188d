import { asAdmin, ifCallerIsAdmin, requireAdmin, requireRole, selectStanding } from '../auth/require-role.ts'
import { requireUser } from '../auth/require-user.ts'
import { recordAction, selectAudit } from '../events/audit.ts'
import { recordEvent } from '../events/statements.ts'
import { confirmProof } from '../factors/proof/confirm.ts'
import { withProof } from '../factors/proof/proven.ts'
import { factorRemovalDelayHours } from '../factors/removal/limits.ts'
import { presentRemoval } from '../factors/removal/schema.ts'
import { insertRemoval, selectRemoval } from '../factors/removal/statements.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { decodeCursor, pageOf } from '../http/pagination.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { deliverMails } from '../mail/deliver.ts'
import { isMailConfigured, mailStatements } from '../mail/outbox.ts'
import {
  auditContract,
  userChangeContract,
  userFactorsContract,
  userListContract,
  userSessionsContract,
} from './contract.ts'
import {
  auditPosition,
  presentActions,
  presentManagedUser,
  removalInput,
  userChange,
  userListQuery,
  userParameters,
  userPosition,
} from './schema.ts'
import {
  selectManagedUser,
  selectPasswordless,
  selectUsers,
  sessionsEndingByAdmin,
  userChanging,
} from './statements.ts'

const admins = requireRole('admin')
const validId = validate('param', userParameters, 'user_not_found')
const auditQuery = userListQuery.omit({ q: true })

export const admin = factory
  .createApp()

  .get('/users', userListContract, requireUser, admins, validate('query', userListQuery), async (c) => {
    const { limit, cursor, q } = c.req.valid('query')
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, userPosition)
    const { found } = await asAdmin(c.var, { found: selectUsers({ q, after, limit: limit + 1 }) })
    const { rows, next } = pageOf(found, limit, ({ id }) => [id])
    return c.var.respond(200, rows.map(presentManagedUser), next)
  })

  .patch(
    '/users/:id',
    userChangeContract,
    requireUser,
    admins,
    validId,
    validateBody({ json: userChange }),
    async (c) => {
      const { caller, config, requestId } = c.var
      const { id } = c.req.valid('param')
      const { proof, role, active } = c.req.valid('json')
      // First: a reader must not be asked for a proof.
      const { known } = await asAdmin(c.var, { known: selectManagedUser(id) })
      if (!known[0]) throw new ApiError('user_not_found')
      const proven = await confirmProof(c, proof, { action: 'admin_change_user', target: id })
      const onlyIf = ifCallerIsAdmin(caller, proven.ifProven)
      const { standing, user } = await withProof(c, proven, {
        standing: selectStanding(caller),
        ...userChanging({ config, admin: caller, id, onlyIf }, { role, active }),
      })
      requireAdmin(standing)
      if (!user[0]) throw new ApiError('user_not_found')
      const changed = presentManagedUser(user[0])
      const isRefused =
        (role !== undefined && role !== changed.role) || (active !== undefined && active !== changed.active)
      if (isRefused) throw new ApiError('last_admin')
      logEvent('info', 'user_changed', { requestId, userId: caller.userId, targetId: id, role, active })
      deliverMails(c)
      return c.var.respond(200, changed)
    },
  )

  .delete('/users/:id/sessions', userSessionsContract, requireUser, admins, validId, async (c) => {
    const { caller, requestId } = c.var
    const { id } = c.req.valid('param')
    const { user, ended } = await asAdmin(c.var, sessionsEndingByAdmin(caller, id))
    if (!user[0]) throw new ApiError('user_not_found')
    const endedSessionIds = ended.map((session) => session.id)
    logEvent('info', 'sessions_ended', { requestId, userId: caller.userId, targetId: id, endedSessionIds })
    return c.var.respond(204)
  })

  .delete(
    '/users/:id/factors',
    userFactorsContract,
    requireUser,
    admins,
    validId,
    validateBody({ json: removalInput, isOptional: true }),
    async (c) => {
      const { caller, config, requestId } = c.var
      const { userId: adminId, at } = caller
      const { id } = c.req.valid('param')
      const { known, passwordless } = await asAdmin(c.var, {
        known: selectManagedUser(id),
        passwordless: selectPasswordless(id),
      })
      if (!known[0]) throw new ApiError('user_not_found')
      // Only a mail could give such an account a password, and with it a way in.
      if (passwordless[0] && !isMailConfigured(config)) throw new ApiError('last_sign_in_method')
      const claim = { action: 'admin_remove_factors' as const, target: id }
      const proven = await confirmProof(c, c.req.valid('json').proof, claim)
      const dueAt = new Date(at.getTime() + factorRemovalDelayHours * 3_600_000)
      const removal = { userId: id, requestedBy: adminId, requestedAt: at, dueAt }
      const event = { userId: id, kind: 'factor_removal_requested' as const, userAgent: '', at }
      const mail = { userId: id, to: known[0].email, template: 'keep_factors' as const, at }
      const { standing, planned } = await withProof(c, proven, {
        standing: selectStanding(caller),
        inserted: insertRemoval(removal, ifCallerIsAdmin(caller, proven.ifProven)),
        recorded: recordAction({ adminId, action: 'requested_factor_removal', targetId: id, at }),
        told: recordEvent(event),
        ...mailStatements(config, mail),
        planned: selectRemoval(id),
      })
      requireAdmin(standing)
      if (!planned[0]) throw new ApiError('no_second_factor')
      logEvent('info', 'factor_removal_requested', { requestId, userId: adminId, targetId: id })
      deliverMails(c)
      return c.var.respond(202, presentRemoval(planned[0]))
    },
  )

  .get('/audit', auditContract, requireUser, admins, validate('query', auditQuery), async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const after = cursor === undefined ? undefined : decodeCursor(cursor, auditPosition)
    const { found } = await asAdmin(c.var, { found: selectAudit({ after, limit: limit + 1 }) })
    const { rows, next } = pageOf(found, limit, ({ createdAt, id }) => [createdAt.getTime(), id])
    return c.var.respond(200, presentActions(rows), next)
  })
