import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { mailedLinkKeys } from '../../src/auth/keys.ts'
import { openDatabase } from '../../src/db/client.ts'
import { readConfig } from '../../src/http/config.ts'
import { linkToken } from '../../src/mail/links.ts'
import { mailStatements } from '../../src/mail/outbox.ts'
import { hide } from '../support/logs.ts'
import { fetchWith } from '../support/worker.ts'

export interface SentMail {
  from: unknown
  to: string
  subject: string
  text: string
  html: string
}

/** A binding that keeps what it is told to send, and fails while `fails` says so. */
export const mailbox = (fails: () => boolean = () => false) => {
  const sent: SentMail[] = []
  const send = (message: SentMail) => {
    if (fails())
      return Promise.reject(
        Object.assign(new Error(`no route to ${message.to}`), { code: 'E_DELIVERY_FAILED' }),
      )
    hide(...tokensIn(message.text))
    sent.push(message)
    return Promise.resolve({ messageId: crypto.randomUUID() })
  }
  const MAIL: unknown = { send }
  const bindings = { ...env, MAIL_FROM: 'books@books.example', MAIL: MAIL as SendEmail }
  return {
    sent,
    bindings,
    config: readConfig(bindings),
    /** The mails to an email, in the order of sending. */
    to: (email: string) => sent.filter((mail) => mail.to === email),
    fetch: (request: Request) => fetchWith(bindings, request),
  }
}

/** @returns the token of a link, as a mail to a user has it */
export const linkTo = async (
  user: { id: string; email: string },
  template: 'verify_email' | 'reset_password' | 'keep_factors',
): Promise<string> => {
  const { config } = mailbox()
  const { id: userId, email: to } = user
  const mail = { userId, to, template, link: { passwordVersion: 1 }, at: new Date() }
  await openDatabase(env.DB).batch(mailStatements(config, mail, sql`true`))
  await env.DB.prepare('delete from mails where recipient = ?').bind(to).run()
  const id = await env.DB.prepare('select id from mailed_links where user_id = ? order by id desc')
    .bind(userId)
    .first<string>('id')
  const token = await linkToken(await mailedLinkKeys(config), template, id ?? '')
  hide(token)
  return token
}

const tokensIn = (text: string): string[] =>
  [...text.matchAll(/\?token=([\w-]+)/g)].map(([, token]) => token ?? '')

/** @returns the token of the link in a mail */
export const tokenOf = (mail: SentMail | undefined): string => tokensIn(mail?.text ?? '')[0] ?? ''

/** The rows of the outbox for an email. */
export const rowsTo = async (email: string) =>
  (await env.DB.prepare('select * from mails where recipient = ?').bind(email).all()).results

/** The factors of a user are to be removed tomorrow. */
export const planRemoval = (userId: string) =>
  env.DB.prepare("insert into factor_removals values (?, 'admin', ?, ?)")
    .bind(userId, Date.now(), Date.now() + 86_400_000)
    .run()
