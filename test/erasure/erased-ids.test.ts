import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { erasedPrefix } from '../../src/erasure/storage.ts'
import { request, type Session } from '../support/client.ts'
import { newBook, password, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { noRows, rowsOf, runMaintenance } from '../users/traces.ts'

const purge = (as: Session, bindings: Partial<Env> = {}) =>
  fetchWith(bindings, request('DELETE', '/users?purge=true', { as, body: { password } }))

const isRemembered = async (id: string) => (await env.COVERS.head(`${erasedPrefix}${id}`)) !== null

describe('the id of an erased account', () => {
  it('is kept in R2, and nothing else of it', async () => {
    const { user, ...as } = await signedIn()
    await purge(as)
    expect(await rowsOf(user.id)).toEqual(noRows)
    const object = await env.COVERS.get(`${erasedPrefix}${user.id}`)
    expect(await object?.text()).toBe('')
    expect(object?.customMetadata).toEqual({})
  })

  it('is not kept for an account that is disabled', async () => {
    const { user, ...as } = await signedIn()
    await fetchWith({}, request('DELETE', '/users', { as }))
    expect(await isRemembered(user.id)).toBe(false)
  })

  it('is kept before the row is deleted: while R2 fails, the maintenance retries', async () => {
    const { user, ...as } = await signedIn()
    await newBook(as)
    expect((await purge(as, { COVERS: failing(env.COVERS, ['put']) })).status).toBe(204)
    expect(await isRemembered(user.id)).toBe(false)
    expect((await rowsOf(user.id)).users).toBe(1)
    await runMaintenance()
    expect(await isRemembered(user.id)).toBe(true)
    expect(await rowsOf(user.id)).toEqual(noRows)
  })
})
