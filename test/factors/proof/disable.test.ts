import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { sessionIdOf } from '../../request-makers.ts'
import { api, errorOf, type Session } from '../../support/client.ts'
import { addFactors } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'

const signedInMinutesAgo = async (minutes: number) => {
  const as = await signedIn()
  await env.DB.prepare('update sessions set created_at = ? where id = ?')
    .bind(Date.now() - minutes * 60_000, sessionIdOf(as))
    .run()
  return as
}

const disable = (as: Session, body?: unknown) => api.delete('/users', { as, body })
const isLive = async (as: Session) => (await api.get('/users', { as })).status === 200

describe('DELETE /users', () => {
  it('needs no proof within 10 minutes of the sign-in', async () => {
    expect((await disable(await signedInMinutesAgo(9))).status).toBe(204)
  })

  it('asks for proof later, and changes nothing without', async () => {
    const as = await signedInMinutesAgo(11)
    expect(await errorOf(await disable(as))).toEqual([403, 'step_up_required'])
    expect(await errorOf(await disable(as, { proof: { password: 'x' } }))).toEqual([
      401,
      'invalid_credentials',
    ])
    expect(await isLive(as)).toBe(true)
    expect((await disable(as, { proof: { password } })).status).toBe(204)
    expect(await isLive(as)).toBe(false)
  })

  it('takes password and code with TOTP', async () => {
    const as = await signedInMinutesAgo(11)
    const { code } = await addFactors(as)
    expect(await errorOf(await disable(as, { proof: { password } }))).toEqual([403, 'step_up_required'])
    expect((await disable(as, { proof: { password, code: await code() } })).status).toBe(204)
  })

  it.each([{ proof: {} }, { proof: { password: '' } }, { proof: { password, more: 1 } }, { proof: null }])(
    'rejects the malformed proof %j',
    async (body) => {
      expect(await errorOf(await disable(await signedIn(), body))).toEqual([400, 'invalid_input'])
    },
  )

  it('a proof beside a password, without purge=true, is an error', async () => {
    const as = await signedIn()
    expect(await errorOf(await disable(as, { password, proof: { password } }))).toEqual([
      400,
      'invalid_input',
    ])
    expect(await isLive(as)).toBe(true)
  })
})
