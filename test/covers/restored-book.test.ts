import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { formOf } from '../books/library.ts'
import { api, request } from '../support/client.ts'
import { fixture, newBook, password, signedIn } from '../support/makers.ts'
import { runAt } from '../support/run-maintenance.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { coverKeyOf, filesOf, objectKeys } from './stored.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A book that a restore brought back after the listing had entered its cover as orphaned. */
const restored = async () => {
  const as = await signedIn()
  const book = await newBook(as)
  const entry = env.DB.prepare('insert into unowned_covers values (?, ?)')
  await entry.bind(coverKeyOf(book), Date.now() + dayMs).run()
  return { as, book, path: `/books/${book.id}` }
}

it('a restored book can be deleted', async () => {
  const { as, path } = await restored()
  expect((await api.delete(path, { as })).status).toBe(204)
})

it('a restored book can get another cover, and the old files are due at once', async () => {
  const { as, book, path } = await restored()
  const body = formOf({ cover_image: await fixture('palette.png') })
  const bindings = { COVERS: failing(env.COVERS, ['delete']) }
  expect((await fetchWith(bindings, request('PATCH', path, { as, body }))).status).toBe(200)
  expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(book)))
  await runAt(new Date())
  expect(await objectKeys(coverKeyOf(book))).toEqual([])
})

it('a restored book is erased with its owner', async () => {
  const { as, book } = await restored()
  await fetchWith({}, request('DELETE', '/users?purge=true', { as, body: { password } }))
  expect(await objectKeys(coverKeyOf(book))).toEqual([])
  expect(await env.DB.prepare('select 1 from users where id = ?').bind(as.user.id).first()).toBeNull()
})
