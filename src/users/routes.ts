import { uuidv7 } from 'uuidv7'
import { deleteApiKeys } from '../api-keys/statements.ts'
import { asCaller } from '../auth/live-caller.ts'
import { hashPassword } from '../auth/passwords/hash.ts'
import { requireScope } from '../auth/require-scope.ts'
import { requireUser } from '../auth/require-user.ts'
import { noticeStatements } from '../events/notices.ts'
import { confirmPasswordOrProof } from '../factors/proof/confirm.ts'
import { withProof } from '../factors/proof/proven.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { logEvent } from '../http/log.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { readUserAgent } from '../http/user-agent.ts'
import { validateBody } from '../http/validate-body.ts'
import { deliverMails } from '../mail/deliver.ts'
import { isMailConfigured } from '../mail/outbox.ts'
import { accountChangeContract, accountContract, passwordContract, signUpContract } from './contract.ts'
import { newPasswordIssue } from './new-password.ts'
import { newUser, passwordInput, presentUser, userChanges } from './schema.ts'
import { signUpMail } from './sign-up-mail.ts'
import { ifHashIs, passwordReplacement, renaming, selectUser, signUp } from './statements.ts'
import { rejectTakenEmail } from './taken-email.ts'

const changeAccount = factory.createHandlers(
  accountChangeContract,
  requireUser,
  validateBody({ json: userChanges }),
  async (c) => {
    const { name } = c.req.valid('json')
    const { changed } = await asCaller(c.var, renaming(c.var.caller, name, readUserAgent(c)))
    if (!changed[0]) throw new ApiError('invalid_token')
    return c.var.respond(200, presentUser(changed[0]))
  },
)

export const users = factory
  .createApp()

  .post('/', signUpContract, limitBursts('SIGN_UP_LIMIT'), validateBody({ json: newUser }), async (c) => {
    const { db, config, requestId } = c.var
    const { name, email, password } = c.req.valid('json')
    const message = await newPasswordIssue(c, password, { name, email })
    if (message) throw new ApiError('invalid_input', { issues: [{ path: 'password', message }] })
    const passwordHash = await hashPassword(password, config.passwordHashCalls)
    const now = new Date()
    if (isMailConfigured(config)) {
      await db.batch(await signUpMail(config, { name, email, passwordHash }, now))
      deliverMails(c)
      return c.var.respond(202, null)
    }
    const account = { id: uuidv7(), name, email, createdAt: now, updatedAt: now, emailVerifiedAt: null }
    // An empty library needs no count.
    const user = { ...account, role: 'reader' as const, passwordHash, passwordVersion: 1, countedAt: now }
    await rejectTakenEmail(db.batch(signUp(user, readUserAgent(c))))
    logEvent('info', 'signed_up', { requestId, userId: user.id })
    return c.var.respond(201, presentUser(user), { Location: `${config.publicUrl}/users` })
  })

  .get('/', accountContract, requireScope('profile:read'), async (c) => {
    const { found } = await asCaller(c.var, { found: selectUser(c.var.caller.userId) })
    if (!found[0]) throw new ApiError('invalid_token')
    return c.var.respond(200, presentUser(found[0]))
  })

  .patch('/', ...changeAccount)
  .put('/', ...changeAccount)

  .put('/password', passwordContract, requireUser, validateBody({ json: passwordInput }), async (c) => {
    const { caller, config, requestId } = c.var
    const { current_password, new_password, proof, end_api_keys } = c.req.valid('json')
    const given = { field: 'current_password', password: current_password, proof }
    const proven = await confirmPasswordOrProof(c, given, { action: 'change_password' })
    const message = await newPasswordIssue(c, new_password, proven.user)
    if (message) {
      await withProof(c, proven, {})
      throw new ApiError('invalid_input', { issues: [{ path: 'new_password', message }] })
    }
    const newHash = await hashPassword(new_password, config.passwordHashCalls)
    const event = { userId: caller.userId, kind: 'password_changed' as const, at: caller.at }
    const { changed, othersEnded } = await withProof(c, proven, {
      ...passwordReplacement(caller, proven.user.passwordVersion, newHash, readUserAgent(c), proven.ifProven),
      ...(end_api_keys && { keysEnded: deleteApiKeys(caller.userId, ifHashIs(caller.userId, newHash)) }),
      ...noticeStatements(config, event, ifHashIs(caller.userId, newHash)),
    })
    if (!changed[0]) throw new ApiError('invalid_credentials')
    const { userId, sessionId } = caller
    const endedSessionIds = othersEnded.map(({ id }) => id)
    logEvent('info', 'password_changed', { requestId, userId, sessionId, endedSessionIds })
    return c.var.respond(204)
  })
