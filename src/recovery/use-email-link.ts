import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { recordEvent } from '../events/statements.ts'
import { insertPasskey } from '../factors/passkeys/statements.ts'
import type { RequestContext } from '../http/env.ts'
import { mailStatements } from '../mail/outbox.ts'
import {
  changeEmail,
  createAccount,
  deleteLinksAfterChange,
  deleteSignUpLinks,
  deleteVerificationLinks,
  type FoundLink,
  verifyEmail,
} from './statements.ts'

type Context = Pick<RequestContext, 'var'>

/** The purposes of links that prove to receive mail at an email. */
export const emailPurposes = ['sign_up', 'verify_email', 'change_email'] as const

/**
 * Uses a link. One D1 round trip.
 * @returns the id of the account; undefined when another request was first, or the email is taken by now
 */
type Use = (c: Context, link: FoundLink, userAgent: string, now: Date) => Promise<string | undefined>

const completeSignUp: Use = async ({ var: { db } }, link, userAgent, at) => {
  const { linkPasskey: passkey } = link
  const userId = passkey?.userId ?? uuidv7()
  const event = { userId, kind: 'signed_up' as const, userAgent, at }
  const { created } = await db.batch({
    created: createAccount(link, userId, at),
    // Directly behind: no account is without its passkey, and another use of the link adds none.
    ...(passkey && {
      added: insertPasskey({ ...passkey, createdAt: at, lastUsedAt: null }, sql`changes() > 0`),
    }),
    told: recordEvent(passkey ? { ...event, details: { method: 'passkey' } } : event),
    linksEnded: deleteSignUpLinks(link.linkEmail),
  })
  return created[0]?.id
}

const confirmEmail: Use = async ({ var: { db } }, link, userAgent, at) => {
  const { verified } = await db.batch({
    verified: verifyEmail(link, at),
    told: recordEvent({ userId: link.userId, kind: 'email_verified', userAgent, at }),
    linksEnded: deleteVerificationLinks(link),
  })
  return verified[0]?.id
}

const changeToNewEmail: Use = async ({ var: { db, config } }, link, userAgent, at) => {
  const { userId, userEmail: to } = link
  const { changed } = await db.batch({
    changed: changeEmail(link, at),
    told: recordEvent({ userId, kind: 'email_changed', userAgent, at }),
    // To the old email, verified or not: the new one knows.
    ...mailStatements(config, { userId, to, template: 'notice_email_changed', at }),
    linksEnded: deleteLinksAfterChange(link),
    signUpsEnded: deleteSignUpLinks(link.linkEmail),
  })
  return changed[0]?.id
}

export const uses: Record<(typeof emailPurposes)[number], Use> = {
  sign_up: completeSignUp,
  verify_email: confirmEmail,
  change_email: changeToNewEmail,
}
