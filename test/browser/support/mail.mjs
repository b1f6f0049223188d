import { expect } from 'vitest'
import { password } from './reader.mjs'
import { test } from './test.mjs'
import { startWorker } from './worker.mjs'

/** A service that sends mail: on this machine it only keeps the mails, for a page of all mails. */
const startMailService = async () => {
  const { origin, getEnv, close } = await startWorker({
    PASSWORD_HASH_CALLS: '1',
    FREE_GUESSES: '3',
    MAIL_FROM: 'books@example.com',
  })
  const { DB } = await getEnv()

  const ask = async (method, path, { token, json } = {}) => {
    const headers = {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(json && { 'Content-Type': 'application/json' }),
    }
    const response = await fetch(origin + path, { method, headers, body: json && JSON.stringify(json) })
    const text = await response.text()
    return { status: response.status, data: text ? JSON.parse(text).data : undefined }
  }

  /** @returns the mails to an email, newest first, once there are `count` or more */
  const mailsTo = async (email, count = 1) => {
    let mails
    await expect
      .poll(async () => {
        const all = await (await fetch(`${origin}/development/outbox.json`)).json()
        mails = all.filter(({ recipient }) => recipient === email)
        return mails.length
      })
      .toBeGreaterThanOrEqual(count)
    return mails
  }

  /** @returns the link of the newest mail to an email, as it is in the text */
  const linkTo = async (email, count) =>
    /https?:\S+\?token=[\w-]+/.exec((await mailsTo(email, count))[0].text)[0]

  const signUp = async (fields = {}) => {
    const email = `reader-${crypto.randomUUID()}@example.com`
    const account = { name: 'Mary Shelley', email, password, ...fields }
    expect((await ask('POST', '/users', { json: account })).status).toBe(202)
    const [, token] = (await linkTo(account.email)).split('token=')
    expect((await ask('POST', '/users/email/verify', { json: { token } })).status).toBe(204)
    const json = { email: account.email, password: account.password }
    const { data: tokens } = await ask('POST', '/users/login', { json })
    const api = (method, path, init) => ask(method, path, { ...init, token: tokens.access_token })
    return { ...account, id: tokens.user.id, api }
  }

  /** @returns an admin, who has no name or email of another reader */
  const makeAdmin = async () => {
    const admin = await signUp({ name: 'Ada Lovelace' })
    await DB.prepare("update users set role = 'admin' where id = ?").bind(admin.id).run()
    return admin
  }

  /** An account from before the service sent mail. */
  const forgetConfirmation = ({ id }) =>
    DB.prepare('update users set email_verified_at = null where id = ?').bind(id).run()

  return { origin, ask, mailsTo, linkTo, signUp, makeAdmin, forgetConfirmation, close }
}

/** A test of a service that sends mail. @property mail that service */
export const mailTest = test
  .extend('mail', { scope: 'worker' }, async ({ task: _ }, { onCleanup }) => {
    const service = await startMailService()
    onCleanup(() => service.close())
    return service
  })
  .extend('origin', ({ mail }) => mail.origin)
  .extend('reader', ({ mail }) => mail.signUp())
