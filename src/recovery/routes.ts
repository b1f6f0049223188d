import { asCaller, ifCallerIsLive } from '../auth/live-caller.ts'
import { hashPassword } from '../auth/passwords/hash.ts'
import { requireUser } from '../auth/require-user.ts'
import { noticeStatements } from '../events/notices.ts'
import { recordEvent } from '../events/statements.ts'
import { confirmProof } from '../factors/proof/confirm.ts'
import { withProof } from '../factors/proof/proven.ts'
import { deleteRemoval } from '../factors/removal/statements.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validateBody } from '../http/validate-body.ts'
import { deliverMails } from '../mail/deliver.ts'
import { requireMail } from '../mail/outbox.ts'
import { newPasswordIssue } from '../users/new-password.ts'
import { selectUser } from '../users/statements.ts'
import {
  emailChangeContract,
  forgottenContract,
  keepingContract,
  resetContract,
  verificationContract,
  verifyContract,
} from './contract.ts'
import { emailChangeMails, verificationMail } from './email-mails.ts'
import { sendResetLink } from './forgotten-password.ts'
import { readLink } from './read-link.ts'
import { emailChangeInput, forgottenInput, resetInput, verificationInput } from './schema.ts'
import { deleteLink, endingsOfReset, ifUnused, resetPassword } from './statements.ts'
import { emailPurposes, uses } from './use-email-link.ts'

const secondsOfCount = 60 * 60
// Each request can write to another stranger.
const limitEmailChanges = limitBursts('SIGN_UP_LIMIT', (c) => c.var.limitKey && `email:${c.var.limitKey}`)

export const recovery = factory
  .createApp()

  .post('/email/verification', verificationContract, requireUser, async (c) => {
    const { caller, config } = c.var
    requireMail(config)
    const { found } = await asCaller(c.var, { found: selectUser(caller.userId) })
    const [user] = found
    if (!user) throw new ApiError('invalid_token')
    if (user.emailVerifiedAt) return c.var.respond(202, null)
    const mail = await verificationMail(config, user, ifCallerIsLive(caller), caller.at)
    const { verify_email_counted: counted } = await asCaller(c.var, mail)
    if (counted?.length === 0)
      throw new ApiError('rate_limited', { headers: { 'Retry-After': String(secondsOfCount) } })
    deliverMails(c)
    return c.var.respond(202, null)
  })

  .post(
    '/email/verify',
    verifyContract,
    limitBursts('SIGN_IN_LIMIT'),
    validateBody({ json: verificationInput }),
    async (c) => {
      requireMail(c.var.config)
      const now = new Date()
      const link = await readLink(c, c.req.valid('json').token, emailPurposes, now)
      const userId = await uses[link.purpose](c, link, readUserAgent(c), now)
      if (userId === undefined) throw new ApiError('invalid_link', { cause: 'another request was first' })
      logEvent('info', 'mailed_link_used', { requestId: c.var.requestId, userId, purpose: link.purpose })
      deliverMails(c)
      return c.var.respond(204)
    },
  )

  .put(
    '/email',
    emailChangeContract,
    requireUser,
    limitEmailChanges,
    validateBody({ json: emailChangeInput }),
    async (c) => {
      const { caller, config, requestId } = c.var
      requireMail(config)
      const { email, proof } = c.req.valid('json')
      const proven = await confirmProof(c, proof, { action: 'change_email', target: email })
      const cause = { userAgent: readUserAgent(c), at: caller.at }
      await withProof(c, proven, await emailChangeMails(config, proven.user, email, proven.ifProven, cause))
      logEvent('info', 'email_change_requested', { requestId, userId: caller.userId })
      return c.var.respond(202, null)
    },
  )

  .post(
    '/password/forgot',
    forgottenContract,
    limitBursts('SIGN_UP_LIMIT'),
    validateBody({ json: forgottenInput }),
    (c) => {
      const { config, requestId } = c.var
      requireMail(config)
      const sent = sendResetLink(c, c.req.valid('json').email, new Date())
      c.executionCtx.waitUntil(
        sent.catch((cause) => logEvent('error', 'reset_link_failed', { requestId, cause })),
      )
      return c.var.respond(202, null)
    },
  )

  .post(
    '/password/reset',
    resetContract,
    limitBursts('SIGN_IN_LIMIT'),
    validateBody({ json: resetInput }),
    async (c) => {
      const { db, config, requestId } = c.var
      requireMail(config)
      const now = new Date()
      const { token, new_password } = c.req.valid('json')
      const link = await readLink(c, token, ['reset_password'], now)
      const { userId, userName: name, userEmail: email } = link
      const message = await newPasswordIssue(c, new_password, { name, email })
      if (message) throw new ApiError('invalid_input', { issues: [{ path: 'new_password', message }] })
      const newHash = await hashPassword(new_password, config.passwordHashCalls)
      const event = { userId, kind: 'password_reset' as const, userAgent: readUserAgent(c), at: now }
      const { changed, sessionsEnded } = await db.batch({
        changed: resetPassword(link, newHash, now),
        told: recordEvent(event),
        ...noticeStatements(config, event),
        ...endingsOfReset(link, newHash),
      })
      if (!changed[0]) throw new ApiError('invalid_link', { cause: 'another request was first' })
      const endedSessionIds = sessionsEnded.map(({ id }) => id)
      logEvent('info', 'password_reset', { requestId, userId, endedSessionIds })
      deliverMails(c)
      return c.var.respond(204)
    },
  )

  .post(
    '/factor-removal/stop',
    keepingContract,
    limitBursts('SIGN_IN_LIMIT'),
    validateBody({ json: verificationInput }),
    async (c) => {
      const { db, config, requestId } = c.var
      requireMail(config)
      const now = new Date()
      const link = await readLink(c, c.req.valid('json').token, ['keep_factors'], now)
      const { userId } = link
      const event = { userId, kind: 'factor_removal_stopped' as const, userAgent: readUserAgent(c), at: now }
      const { stopped } = await db.batch({
        stopped: deleteRemoval(userId, ifUnused(link)),
        told: recordEvent(event),
        ...noticeStatements(config, event),
        linkEnded: deleteLink(link),
      })
      if (!stopped[0]) throw new ApiError('invalid_link', { cause: 'there is no removal any more' })
      logEvent('info', 'factor_removal_stopped', { requestId, userId })
      deliverMails(c)
      return c.var.respond(204)
    },
  )
