import { env } from 'cloudflare:workers'
import { readConfig } from '../../src/http/config.ts'
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

const tokensIn = (text: string): string[] =>
  [...text.matchAll(/\?token=([\w-]+)/g)].map(([, token]) => token ?? '')

/** @returns the token of the link in a mail */
export const tokenOf = (mail: SentMail | undefined): string => tokensIn(mail?.text ?? '')[0] ?? ''

/** The rows of the outbox for an email. */
export const rowsTo = async (email: string) =>
  (await env.DB.prepare('select * from mails where recipient = ?').bind(email).all()).results
