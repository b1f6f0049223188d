import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import {
  type BoundDevice,
  bindingRequest,
  boundIn,
  boundName,
  newDevice,
  provenRequest,
  send,
} from '../sessions/binding/device.ts'
import { browser, tokenOf } from '../sessions/browser.ts'
import { api, errorOf } from '../support/client.ts'
import { password, signIn } from '../support/makers.ts'
import { asSession, idOf, idOfRefreshToken } from './callers.ts'
import { wait } from './clock.ts'

const codes: Record<string, string> = {
  reused: 'refresh_token_reused',
  invalid: 'invalid_token',
  unproven: 'device_proof_required',
}

const rowOf = (id: string) =>
  env.DB.prepare('select counter, expires_at from sessions where id = ?')
    .bind(id)
    .first<{ counter: number; expires_at: number }>()

/** Replays a run of proof/sessions.pml, and compares each response and the row with the model. */
export const replaySession = async (lines: string[]) => {
  const device: BoundDevice = { ...(await newDevice()), identifier: '', bound: '' }
  const { user } = device
  const tokens = [device.token]
  const id = await idOfRefreshToken(device.token)
  const other = idOf(await signIn(user))
  let [arriving, jar, copied] = ['', '', '']

  const refresh = async (cookie: string, words: string[]) => {
    const [, , token, , key, , , result, how, , live] = words
    const headers = browser(tokens[Number(token)] ?? '')
    if (cookie !== '') headers.Cookie += `; ${boundName}=${cookie}`
    const withKey = key !== '0' && { 'Idempotency-Key': `key-${key}-of-the-replay-00` }
    const response = await api.post('/users/refresh', { headers: { ...headers, ...withKey } })
    const row = await rowOf(id)
    if (result === 'refreshed') {
      const next = Number(token) + 1
      expect(response.status).toBe(200)
      tokens[next] ??= tokenOf(response)
      expect(tokenOf(response)).toBe(tokens[next])
      expect(row?.counter).toBe(next)
    } else expect(await errorOf(response)).toEqual([401, codes[result ?? '']])
    if (how === 'older' || how === 'late') expect(row).toBeNull()
    expect(row !== null && row.expires_at > Date.now()).toBe(live === '1')
  }

  const elsewhere: Record<string, () => Promise<Response>> = {
    end: async () => api.delete(`/users/sessions/${id}`, { as: await asSession(user.id, other) }),
    password: async () => {
      const body = { current_password: password, new_password: `${password} of 7 staples` }
      return api.put('/users/password', { as: await asSession(user.id, other), body })
    },
    disable: async () =>
      api.delete('/users', { as: await asSession(user.id, other), body: { proof: { password } } }),
  }

  const bind: Record<string, () => Promise<void>> = {
    bound: async () => {
      const response = await send(await bindingRequest(device))
      expect(response.status).toBe(200)
      arriving = boundIn(response)
      device.identifier = (await response.json<{ session_identifier: string }>()).session_identifier
    },
    arrived: async () => {
      jar = arriving
    },
    lost: async () => {},
  }

  const steps: Record<string, (words: string[]) => unknown> = {
    tab: (words) => (words[1] === 'refresh' ? refresh(words[6] === '1' ? jar : '', words) : undefined),
    thief: async (words) => {
      if (words[1] === 'refresh') await refresh(copied, words)
      else copied = jar
    },
    bind: ([, what = '']) => bind[what]?.(),
    prove: async () => {
      const response = await send(await provenRequest(device))
      expect(response.status).toBe(200)
      jar = boundIn(response)
    },
    wait,
    logout: async () =>
      expect((await api.post('/users/logout', { headers: browser(tokens.at(-1) ?? '') })).status).toBe(204),
    elsewhere: async ([, what = '']) => expect((await elsewhere[what]?.())?.status).toBe(204),
  }

  for (const line of lines) {
    const words = line.split(' ')
    const step = steps[words[0] ?? '']
    if (!step) throw new Error(`Unknown: ${line}`)
    await step(words)
  }
}
