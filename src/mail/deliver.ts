import { mailedLinkKeys } from '../auth/keys.ts'
import { withinLimit } from '../bindings/time-limit.ts'
import type { Database } from '../db/client.ts'
import type { Config } from '../http/config.ts'
import type { RequestContext } from '../http/env.ts'
import { logEvent } from '../http/log.ts'
import type { Run } from '../http/run.ts'
import { mailsPerClaim, mailsPerRequest } from './limits.ts'
import { linkToken } from './links.ts'
import {
  claimDueMails,
  deleteMail,
  deleteMailsWithoutLink,
  keepSentMail,
  type Mail,
  retryMail,
} from './statements.ts'
import { type Rendered, render } from './templates/render.ts'
import { templateOf } from './templates/templates.ts'

const senderName = 'Bookplate'

/** @returns the mail of a row; undefined if its template is not one of this version of the service */
export const renderMail = async (config: Config, mail: Mail): Promise<Rendered | undefined> => {
  const template = templateOf(mail.template)
  if (!template) return undefined
  const token =
    template.link && mail.linkId !== null
      ? await linkToken(await mailedLinkKeys(config), template.link.purpose, mail.linkId)
      : undefined
  return render(template, { publicUrl: config.publicUrl, at: mail.createdAt, token })
}

const send = async (config: Config, mail: Mail): Promise<void> => {
  const rendered = await renderMail(config, mail)
  if (!rendered) throw new Error('A mail has an unknown template')
  const { mail: { from = '', binding } = {}, timeLimitMs } = config
  if (!binding) return
  const message = { from: { email: from, name: senderName }, to: mail.recipient, ...rendered }
  await withinLimit('MAIL send', timeLimitMs, binding.send(message))
}

/** The message of the platform names the recipient, so only its code is logged. */
const codeOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^E_[A-Z_]{1,60}$/.test(code) ? code : cause instanceof Error ? cause.name : 'unknown'
}

/** Sends a claimed mail. If the run dies before D1 knows of it, the mail is sent again: each is sent at least once. */
const deliver = async (db: Database, config: Config, mail: Mail, now: Date): Promise<boolean> => {
  try {
    await send(config, mail)
  } catch (cause) {
    const fields = { mailId: mail.id, template: mail.template, failures: mail.failures + 1 }
    logEvent('warn', 'mail_failed', { ...fields, code: codeOf(cause) })
    await db.batch({ retried: retryMail(mail, now) })
    return false
  }
  await db.batch({ sent: config.isLocal ? keepSentMail(mail.id, now) : deleteMail(mail.id) })
  return true
}

const deliverClaimed = async (
  db: Database,
  config: Config,
  claimed: Mail[],
  now: Date,
): Promise<{ sent: number }> => {
  const results = await Promise.allSettled(claimed.map((mail) => deliver(db, config, mail, now)))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return { sent: results.filter((result) => result.status === 'fulfilled' && result.value).length }
}

interface Delivering {
  var: Pick<RequestContext['var'], 'db' | 'config' | 'requestId'>
  executionCtx: Pick<RequestContext['executionCtx'], 'waitUntil'>
}

/** Sends the mails that this request wrote, after its response. The maintenance sends those that fail. */
export const deliverMails = (c: Delivering): void => {
  const { db, config, requestId } = c.var
  if (!config.mail) return
  const now = new Date()
  const work = async () => {
    const { claimed } = await db.batch({ claimed: claimDueMails(now, 'newest', mailsPerRequest) })
    await deliverClaimed(db, config, claimed, now)
  }
  const logFailure = (cause: unknown) => logEvent('error', 'mail_delivery_failed', { requestId, cause })
  c.executionCtx.waitUntil(work().catch(logFailure))
}

/** The part of the maintenance that sends mails which are due: after a failure, or when a request died. */
export const deliverDueMails = async ({ db, now, isLate, count }: Run, config: Config): Promise<void> => {
  await db.batch({ ended: deleteMailsWithoutLink() })
  while (config.mail && !isLate()) {
    const { claimed } = await db.batch({ claimed: claimDueMails(now, 'longest due', mailsPerClaim) })
    const { sent } = await deliverClaimed(db, config, claimed, now)
    count('mails sent', sent)
    if (claimed.length < mailsPerClaim) return
  }
}
