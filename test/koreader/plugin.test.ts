import { describe, expect, it } from 'vitest'
import { api, dataOf } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { deviceOf, insertSyncKey, md5Of, newDocument } from './device.ts'

describe('the calls of the plugin, in its order', () => {
  it('share a place from registration to a second device', async () => {
    const user = await newUser()
    const md5 = await md5Of(await insertSyncKey(user.id))
    const kobo = deviceOf(user.email, md5)
    const document = newDocument()

    const registered = await kobo.register()
    expect(registered.status).toBe(201)
    expect(await registered.json()).toEqual({ username: user.email })
    const authorized = await kobo.authorize()
    expect(authorized.status).toBe(200)
    expect(await authorized.json()).toEqual({ authorized: 'OK' })

    const nothing = await kobo.pull(document)
    expect(nothing.status).toBe(200)
    expect(nothing.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(await nothing.text()).toBe('{}')

    const before = Math.floor(Date.now() / 1000)
    const pushed = await kobo.push({ document, progress: '/body/DocFragment[12].0', percentage: 0.3217 })
    expect(pushed.status).toBe(200)
    const receipt = await pushed.json<{ timestamp: number }>()
    expect(receipt).toEqual({ document, timestamp: expect.any(Number) })
    expect(receipt.timestamp).toBeGreaterThanOrEqual(before)
    expect(receipt.timestamp).toBeLessThanOrEqual(Date.now() / 1000)

    const phone = deviceOf(user.email.toUpperCase(), md5, 'Pixel 9')
    expect((await phone.authorize()).status).toBe(200)
    const pulled = await phone.pull(document)
    expect(pulled.status).toBe(200)
    expect(await pulled.json()).toEqual({
      document,
      progress: '/body/DocFragment[12].0',
      percentage: 0.3217,
      device: 'Kobo_nova',
      device_id: kobo.deviceId,
      timestamp: receipt.timestamp,
    })

    expect(
      (await phone.push({ document, progress: '/body/DocFragment[15].0', percentage: 0.4 })).status,
    ).toBe(200)
    expect(await (await kobo.pull(document)).json()).toMatchObject({
      progress: '/body/DocFragment[15].0',
      device: 'Pixel 9',
      device_id: phone.deviceId,
    })
  })

  it('go back to an earlier place: the last report counts', async () => {
    const user = await newUser()
    const kobo = deviceOf(user.email, await md5Of(await insertSyncKey(user.id)))
    const document = newDocument()
    await kobo.push({ document, progress: '300', percentage: 0.9 })
    await kobo.push({ document, progress: '12', percentage: 0.04 })
    expect(await (await kobo.pull(document)).json()).toMatchObject({ progress: '12', percentage: 0.04 })
  })

  it('work without a device id, as from old versions', async () => {
    const user = await newUser()
    const kobo = deviceOf(user.email, await md5Of(await insertSyncKey(user.id)))
    const document = newDocument()
    expect((await kobo.push({ document, device_id: undefined })).status).toBe(200)
    expect(await (await kobo.pull(document)).json()).not.toHaveProperty('device_id')
  })

  it('keep the places of two readers of one file apart', async () => {
    const [a, b] = [await newUser(), await newUser()]
    const document = newDocument()
    const mine = deviceOf(a.email, await md5Of(await insertSyncKey(a.id)))
    const yours = deviceOf(b.email, await md5Of(await insertSyncKey(b.id)))
    await mine.push({ document, progress: '12' })
    expect(await (await yours.pull(document)).text()).toBe('{}')
  })

  it('find the service in good health', async () => {
    const response = await api.get('/koreader/healthcheck')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ state: 'OK' })
  })
})

describe('a key of its route', () => {
  it('opens the routes of devices, notes its use, and is revoked on the next request', async () => {
    const as = await signedIn()
    const body = { name: 'Kobo', scopes: ['sync'], expires_in_days: 30, proof: { password } }
    const made = await dataOf(await api.post('/users/api-keys', { as, body }))
    const kobo = deviceOf(as.user.email, await md5Of(made.key))
    expect((await kobo.register()).status).toBe(201)
    expect((await kobo.push({ document: newDocument() })).status).toBe(200)
    const lastUse = async () => {
      const [key] = await dataOf(await api.get('/users/api-keys', { as }))
      return key.last_used_at
    }
    await expect.poll(lastUse).toMatch(/:00:00\.000Z$/)
    expect((await api.delete(`/users/api-keys/${made.id}`, { as })).status).toBe(204)
    expect((await kobo.authorize()).status).toBe(401)
  })
})
