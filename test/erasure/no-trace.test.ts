import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { tableName } from '../../src/db/table-config.ts'
import { tables } from '../../src/db/tables.ts'
import { importFile } from '../books/import/transfer.ts'
import { formOf } from '../books/library.ts'
import { objectKeys } from '../covers/stored.ts'
import { api, request } from '../support/client.ts'
import { bookForm, fixture, newBook, newUser, password, signedIn, signIn } from '../support/makers.ts'
import { runAt } from '../support/run-maintenance.ts'
import { fetchWith } from '../support/worker.ts'
import { insertAccountRows } from './account-rows.ts'

/** Names in R2 that keep the id of an erased account on purpose, so that a restore leaves the account out. */
const remembered = /^erased\//

/** @returns all rows as text, by table: also of tables that no list names */
const everyRow = async (): Promise<Record<string, string[]>> => {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'",
  ).all<{ name: string }>()
  const read = async ({ name }: { name: string }) => {
    const rows = await env.DB.prepare(`select * from "${name}"`).all()
    return [name, rows.results.map((row) => JSON.stringify(row))]
  }
  return Object.fromEntries(await Promise.all(results.map(read)))
}

/** Uses every part of the service that stores something for a reader. */
const useEverything = async () => {
  const user = await newUser({ name: 'Unmistakable Reader' })
  const [as] = [await signIn(user), await signIn(user)]
  await newBook(as)
  const changed = await newBook(as)
  await api.delete(`/books/${(await newBook(as)).id}`, { as })
  const cover = formOf({ cover_image: await fixture('tiny.png') })
  await api.patch(`/books/${changed.id}`, { as, body: cover })
  await api.post('/books', { as, body: await bookForm(), headers: { 'Idempotency-Key': 'a book' } })
  const file = JSON.stringify({
    format: 'bookplate',
    version: 1,
    books: [{ title: 'Unmistakable Book', description: '', category: 'horror' }],
  })
  await importFile(as, file, { 'Idempotency-Key': 'an import' })
  await api.post('/users/download-tokens', { as })
  await api.get('/lookup?isbn=9780141439471', { as })
  await api.post('/users/login', { body: { email: user.email, password: `${password}?` } })
  const wrong = { current_password: `${password}?`, new_password: `${password}!` }
  await api.put('/users/password', { as, body: wrong })
  await insertAccountRows(user)
  return { user, as }
}

/** @returns the values that identify the reader: ids of all rows, keys of covers, and personal data */
const tracesOf = async ({ id, email, name }: { id: string; email: string; name: string }) => {
  const { results } = await env.DB.prepare(
    `select id as value from sessions where user_id = ?1 union all select id from books where user_id = ?1
     union all select cover_key from books where user_id = ?1 and cover_key is not null
     union all select digest from download_tokens join sessions on sessions.id = session_id where user_id = ?1`,
  )
    .bind(id)
    .all<{ value: string }>()
  return [id, email, name, 'Unmistakable', ...results.map(({ value }) => value)]
}

const foundIn = (texts: string[], traces: string[]) =>
  texts.filter((text) => traces.some((trace) => text.includes(trace)))

it('nothing identifies an erased reader, in any table or in any name of the bucket', async () => {
  const other = await signedIn()
  await newBook(other)
  const { user, as } = await useEverything()
  const traces = await tracesOf(user)
  expect(traces).toHaveLength(14)

  const before = await everyRow()
  const personal = tables.filter(({ erasure }) => erasure.how !== 'none').map(({ table }) => tableName(table))
  // A table that this reader does not use would pass without a test: extend `useEverything`.
  for (const name of personal) expect(foundIn(before[name] ?? [], traces), name).not.toEqual([])
  expect(foundIn(await objectKeys(), traces)).toHaveLength(9)

  const erased = await fetchWith({}, request('DELETE', '/users?purge=true', { as, body: { password } }))
  expect(erased.status).toBe(204)
  await runAt(new Date())

  for (const [name, texts] of Object.entries(await everyRow()))
    expect(foundIn(texts, traces), name).toEqual([])
  const names = (await objectKeys()).filter((name) => !remembered.test(name))
  expect(foundIn(names, traces)).toEqual([])
  expect((await everyRow()).books).toHaveLength(1)
  expect(names).toHaveLength(3)
})
