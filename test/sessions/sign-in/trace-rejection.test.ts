import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { logHash } from '../../../src/auth/log-hash.ts'
import { readConfig } from '../../../src/http/config.ts'
import { api, request } from '../../support/client.ts'
import { lineOfRequest, linesOfTest } from '../../support/logs.ts'
import { newUser, password } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'

const config = readConfig(env)
// Networks of this file alone: test files share the counters of bursts, and others use them up.
const from = (address: string) => ({ 'CF-Connecting-IP': address })

const rejected = async (email: string, address: string, bindings: Partial<Env> = {}) => {
  const body = { email, password: 'Wrong-Horse-7' }
  await fetchWith(bindings, request('POST', '/users/login', { body, headers: from(address) }))
  const { emailHash, networkHash, code } = lineOfRequest() ?? {}
  return { emailHash, networkHash, code }
}

describe('the line of a rejected sign-in', () => {
  it('has the hash of the email, known or not, in any case', async () => {
    const { email } = await newUser()
    const known = await rejected(email, '192.0.2.1')
    expect(known).toEqual({
      code: 'invalid_credentials',
      emailHash: await logHash(config, 'email', email),
      networkHash: await logHash(config, 'network', '192.0.2.1'),
    })
    expect(await rejected(email.toUpperCase(), '192.0.2.1')).toEqual(known)
    const unknown = await rejected('unknown@example.com', '192.0.2.1')
    expect(unknown.networkHash).toBe(known.networkHash)
    expect(unknown.emailHash).toMatch(/^[\w-]{22}$/)
    expect(unknown.emailHash).not.toBe(known.emailHash)
  })

  it('has the hash of the network: the address, or the /64 of IPv6', async () => {
    const one = await rejected('a@example.com', '2001:db8:1:2::1')
    expect((await rejected('b@example.com', '2001:db8:1:2:ffff::9')).networkHash).toBe(one.networkHash)
    expect((await rejected('b@example.com', '2001:db8:1:3::1')).networkHash).not.toBe(one.networkHash)
    expect(JSON.stringify(linesOfTest())).not.toMatch(/2001:db8/)
  })

  it('has both when the account must wait or is disabled, and the network after a burst', async () => {
    const user = await newUser()
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(user.id).run()
    const body = { email: user.email, password }
    await api.post('/users/login', { body, headers: from('192.0.2.2') })
    const emailHash = await logHash(config, 'email', user.email)
    const networkHash = await logHash(config, 'network', '192.0.2.2')
    expect(lineOfRequest()).toMatchObject({ code: 'account_disabled', emailHash, networkHash })
    for (const _ of [1, 2]) await rejected(user.email, '192.0.2.2', { FREE_GUESSES: '1' })
    expect(lineOfRequest()).toMatchObject({ code: 'rate_limited', emailHash, networkHash })

    const SIGN_IN_LIMIT = { limit: async () => ({ success: false }) }
    const burst = await rejected(user.email, '192.0.2.2', { SIGN_IN_LIMIT })
    expect(burst).toEqual({ code: 'rate_limited', networkHash, emailHash: undefined })
  })

  it('changes with the secret of the service', async () => {
    const other = { ...config, secretKeys: ['x'.repeat(43)] as [string] }
    expect(await logHash(other, 'email', 'a@example.com')).not.toBe(
      await logHash(config, 'email', 'a@example.com'),
    )
  })

  it('a sign-in that succeeds, and an invalid one, has neither', async () => {
    const user = await newUser()
    await api.post('/users/login', { body: { email: user.email, password }, headers: from('192.0.2.3') })
    await api.post('/users/login', { body: { email: 'x' }, headers: from('192.0.2.3') })
    for (const line of linesOfTest()) expect(Object.keys(line)).not.toContain('networkHash')
  })
})
