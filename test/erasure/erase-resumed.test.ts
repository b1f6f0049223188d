import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { failingAfter } from '../faults.ts'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { newBook, newUser, password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { addBooks, covers, noRows, rowsOf, runMaintenance } from '../users/traces.ts'

const purge = (as: Session, bindings: Partial<Env> = {}) =>
  fetchWith(bindings, request('DELETE', '/users?purge=true', { as, body: { password } }))

/** Erases an account, and a binding fails after the response. */
const purgePartly = async (as: Session, bindings: Partial<Env>) => {
  await purge(as, bindings).catch(() => undefined)
}

// The first batch reads the hash, the second hides the account, and all later ones fail.
const hideOnly = (as: Session) => purgePartly(as, { DB: failingAfter(env.DB, 'batch', 2) })

const login = (email: string) => api.post('/users/login', { body: { email, password } })

describe('after the response to a purge', () => {
  it('the books are hidden, and the name, the email and the hash are deleted', async () => {
    const [owner, reader] = [await signedIn(), await signedIn()]
    const book = await newBook(owner)
    await hideOnly(owner)
    expect(await rowsOf(owner.user.id)).toEqual({ users: 1, sessions: 0, books: 1 })
    expect(await errorOf(await api.get(`/books/${book.id}`, { as: reader }))).toEqual([404, 'book_not_found'])
    const row = await env.DB.prepare('select * from users where id = ?').bind(owner.user.id).first()
    for (const personal of [owner.user.name, owner.user.email, 'pbkdf2'])
      expect(JSON.stringify(row)).not.toContain(personal)
    await runMaintenance()
  })

  it('the email is free again, and the old password is invalid', async () => {
    const { user, ...as } = await signedIn()
    await hideOnly(as)
    expect(await errorOf(await login(user.email))).toEqual([401, 'invalid_credentials'])
    const successor = await newUser({ email: user.email })
    await runMaintenance()
    expect(await rowsOf(user.id)).toEqual(noRows)
    expect(await rowsOf(successor.id)).toEqual({ users: 1, sessions: 0, books: 0 })
  })

  it('a later failure is logged, and does not fail the request', async () => {
    const log = vi.spyOn(console, 'error')
    const warnings = vi.spyOn(console, 'warn')
    onTestFinished(() => {
      log.mockRestore()
      warnings.mockRestore()
    })
    const { user, ...as } = await signedIn()
    await newBook(as)
    const purged = purge(as, { COVERS: failing(env.COVERS, ['delete']) })
    onTestFinished(() => runMaintenance())
    expect((await purged).status).toBe(204)
    const lines = [...log.mock.calls, ...warnings.mock.calls].map(([line]) => String(line))
    expect(lines.join('\n')).toContain('delete is temporarily unavailable')
    expect(lines.join('\n')).toContain(user.id)
  })
})

describe('a library of 1,200 books', () => {
  it('is erased in batches, with all files', async () => {
    const { user, ...as } = await signedIn()
    const before = await covers()
    await addBooks(user.id, 1200)
    expect((await covers()).objects).toHaveLength(before.objects.length + 120)
    expect((await purge(as)).status).toBe(204)
    expect(await rowsOf(user.id)).toEqual(noRows)
    expect(await covers()).toEqual(before)
  })

  it('is erased by the maintenance when D1 failed half-way', async () => {
    const { user, ...as } = await signedIn()
    const before = await covers()
    await addBooks(user.id, 1200)
    await purgePartly(as, { DB: failingAfter(env.DB, 'batch', 5) })
    expect(await rowsOf(user.id)).toEqual({ users: 1, sessions: 0, books: 700 })
    await runMaintenance()
    expect(await rowsOf(user.id)).toEqual(noRows)
    expect(await covers()).toEqual(before)
  })

  it.each([0, 1, 2])('is erased by the maintenance when R2 failed after %i deletions', async (calls) => {
    const { user, ...as } = await signedIn()
    const before = await covers()
    await addBooks(user.id, 1200)
    await purgePartly(as, { COVERS: failingAfter(env.COVERS, 'delete', calls) })
    expect((await covers()).objects.length).toBeGreaterThan(before.objects.length)
    await runMaintenance()
    await runMaintenance()
    expect(await rowsOf(user.id)).toEqual(noRows)
    expect(await covers()).toEqual(before)
  })

  it('is hidden while its files cannot be deleted', async () => {
    const { user, ...as } = await signedIn()
    const [key = ''] = await addBooks(user.id, 1200)
    await purgePartly(as, { COVERS: failing(env.COVERS, ['delete']) })
    expect(await env.COVERS.head(`${key}/cover.webp`)).not.toBeNull()
    expect(await errorOf(await login(user.email))).toEqual([401, 'invalid_credentials'])
    await runMaintenance()
    await runMaintenance()
    expect(await env.COVERS.head(`${key}/cover.webp`)).toBeNull()
  })
})

it('several interrupted erasures are finished one after another', async () => {
  const users = [await signedIn(), await signedIn(), await signedIn()]
  for (const as of users) {
    await newBook(as)
    await hideOnly(as)
  }
  for (const _ of users) await runMaintenance()
  for (const { user } of users) expect(await rowsOf(user.id)).toEqual(noRows)
})
