import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { deviceOf, insertSyncKey, md5Of, newDevice, newDocument } from './device.ts'

type Device = ReturnType<typeof deviceOf>

const calls: [string, (device: Device) => Promise<Response>][] = [
  ['authorize', (device) => device.authorize()],
  ['push', (device) => device.push({ document: newDocument() })],
  ['pull', (device) => device.pull(newDocument())],
]

const random = () => md5Of(crypto.randomUUID())

const rejected: [string, () => Promise<Device>][] = [
  ['an unknown email', async () => deviceOf('unknown@example.com', await random())],
  ['an unknown key', async () => deviceOf((await newUser()).email, await random())],
  [
    'the key of another reader',
    async () => deviceOf((await newUser()).email, await md5Of(await insertSyncKey((await newUser()).id))),
  ],
  [
    'an expired key',
    async () => {
      const { id, email } = await newUser()
      return deviceOf(email, await md5Of(await insertSyncKey(id, { expiresInMs: -1 })))
    },
  ],
  [
    'the key itself instead of its MD5',
    async () => {
      const { id, email } = await newUser()
      return deviceOf(email, await insertSyncKey(id))
    },
  ],
  [
    'a key without the scope',
    async () => {
      const { id, email } = await newUser()
      const key = await insertSyncKey(id)
      await env.DB.prepare('update api_keys set device_digest = null where user_id = ?').bind(id).run()
      return deviceOf(email, await md5Of(key))
    },
  ],
  [
    'a disabled account',
    async () => {
      const user = await newUser()
      const device = await newDevice(user)
      await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(user.id).run()
      return device
    },
  ],
]

const message =
  'The email or the key is wrong. The user name is the email of the account, the password an API key for e-readers.'

describe.each(calls)('%s', (_, call) => {
  it.each(rejected)('is the same 401 for %s', async (_, makeDevice) => {
    const response = await call(await makeDevice())
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      code: 2001,
      message,
      data: null,
      error: { code: 'invalid_device_key' },
    })
  })

  it.each(['x-auth-user', 'x-auth-key'])('is 401 without %s', async (header) => {
    const device = await newDevice(await newUser())
    Object.assign(device.auth, { [header]: '' })
    expect(await errorOf(await call(device))).toEqual([401, 'invalid_device_key'])
  })

  it('is 401 on the next request after the key was revoked', async () => {
    const user = await newUser()
    const device = await newDevice(user)
    expect((await call(device)).status).toBe(200)
    await env.DB.prepare('delete from api_keys where user_id = ?').bind(user.id).run()
    expect(await errorOf(await call(device))).toEqual([401, 'invalid_device_key'])
  })

  it('takes the email in any case and with a space, and the MD5 in any case', async () => {
    const { id, email } = await newUser()
    const md5 = await md5Of(await insertSyncKey(id))
    expect((await call(deviceOf(`${email.toUpperCase()} `, md5.toUpperCase()))).status).toBe(200)
  })
})

describe('registration', () => {
  it.each(rejected)('is 402 and makes no account for %s', async (_, makeDevice) => {
    const device = await makeDevice()
    const count = () => env.DB.prepare('select count(*) as users from users').first('users')
    const before = await count()
    const response = await device.register()
    expect(response.status).toBe(402)
    expect(await response.clone().json()).toMatchObject({ code: 2005, message: expect.any(String) })
    expect(await errorOf(response)).toEqual([402, 'no_device_registration'])
    expect(await count()).toBe(before)
  })
})

it('opens no other route', async () => {
  const as = await signedIn()
  const key = await insertSyncKey(as.user.id)
  const md5 = await md5Of(key)
  const ask = (path: string, token: string) =>
    api.get(path, { headers: { Authorization: `Bearer ${token}`, 'x-auth-key': md5 } })
  for (const path of ['/users', '/books', '/users/documents']) {
    expect(await errorOf(await ask(path, md5))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await ask(path, key))).toEqual([403, 'insufficient_scope'])
  }
})

it('a token of a session opens no route of devices', async () => {
  const as = await signedIn()
  expect(await errorOf(await api.get('/koreader/users/auth', { as }))).toEqual([401, 'invalid_device_key'])
})
