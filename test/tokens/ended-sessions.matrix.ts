import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { objectKeys } from '../covers/stored.ts'
import { requestOf, titledUses } from '../guarded-requests/all.ts'
import { errorOf } from '../support/client.ts'
import { fetchWith } from '../support/worker.ts'

/** All tables and the names of all files. */
const everything = async () => {
  const { results: tables } = await env.DB.prepare(
    "select name from sqlite_schema where type = 'table' and not name glob '_cf_*' and not name glob 'sqlite_*'",
  ).all<{ name: string }>()
  const rows = await env.DB.batch(
    tables.map(({ name }) => env.DB.prepare(`select * from "${name}" order by 1`)),
  )
  const dumps = tables.map(({ name }, nth) => [name, rows[nth]?.results])
  return { tables: Object.fromEntries(dumps), objects: await objectKeys() }
}

it.each(titledUses)('$title is rejected, and changes nothing, after the session has ended', async (use) => {
  const { session, toSend } = await requestOf(use)
  await env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
  const before = await everything()
  const response = await fetchWith({}, toSend)
  expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
  expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  expect(await everything()).toEqual(before)
})
