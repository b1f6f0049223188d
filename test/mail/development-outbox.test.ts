import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { mailStatements } from '../../src/mail/outbox.ts'
import { errorOf, request } from '../support/client.ts'
import { fetchWith } from '../support/worker.ts'
import { mailbox, tokenOf } from './mails.ts'

const outbox = (file = 'outbox') => request('GET', `/development/${file}`)

it('the outbox shows each mail with its link', async () => {
  const { config, bindings } = mailbox()
  const to = `${crypto.randomUUID()}@example.com`
  const mail = { to, template: 'verify_email' as const, at: new Date() }
  await openDatabase(env.DB).batch(mailStatements(config, mail, sql`true`))
  const page = await (await fetchWith(bindings, outbox())).text()
  expect(page).toContain(to)
  const json = await (await fetchWith(bindings, outbox('outbox.json'))).json<
    { recipient: string; text: string }[]
  >()
  const token = tokenOf(json.find(({ recipient }) => recipient === to) as Parameters<typeof tokenOf>[0])
  expect(page).toContain(`/#/verify?token=${token}"`)
})

it.each(['outbox', 'outbox.json'])('a deployed service has no %s', async (file) => {
  const { bindings } = mailbox()
  const deployed = { ...bindings, PUBLIC_URL: 'https://books.example' }
  expect(await errorOf(await fetchWith(deployed, outbox(file)))).toEqual([404, 'not_found'])
})

it('a service without mail has no outbox', async () => {
  expect(await errorOf(await fetchWith({}, outbox()))).toEqual([404, 'not_found'])
})
