import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf, type Session } from '../../support/client.ts'
import { addFactors, foreignAssertion } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'

const newPassword = 'Another-Horse-8'

const change = (as: Session, body: object) =>
  api.put('/users/password', { as, body: { new_password: newPassword, ...body } })

const purge = (as: Session, body: object) => api.delete('/users?purge=true', { as, body })

const methodsOf = async (response: Response) => {
  const { data, error } = await response.json<{ data: unknown; error: { code: string } }>()
  return [response.status, error.code, data]
}

const eventsOf = async ({ user }: { user: { id: string } }) => {
  const query = env.DB.prepare(
    "select kind, count from security_events where user_id = ? and kind in ('code_failed', 'proof_failed') order by kind",
  )
  return (await query.bind(user.id).all<{ kind: string; count: number }>()).results
}

const stepUpRequired = [403, 'step_up_required', { methods: ['password_and_code'] }]

describe('without TOTP', () => {
  it.each([
    ['the field', { current_password: password }],
    ['a proof', { proof: { password } }],
    ['both', { current_password: password, proof: { password } }],
    ['a code that nothing asks for', { proof: { password, code: '123456' } }],
  ])('the password is enough, as %s', async (_, body) => {
    expect((await change(await signedIn(), body)).status).toBe(204)
  })

  it.each([
    ['a wrong proof', { proof: { password: 'x' } }],
    ['a wrong field', { current_password: 'x', proof: { password } }],
    ['a wrong proof besides', { current_password: password, proof: { password: 'x' } }],
  ])('%s is invalid', async (_, body) => {
    expect(await errorOf(await change(await signedIn(), body))).toEqual([401, 'invalid_credentials'])
  })

  it('neither is invalid input', async () => {
    expect(await errorOf(await change(await signedIn(), {}))).toEqual([400, 'invalid_input'])
    expect(await errorOf(await purge(await signedIn(), {}))).toEqual([400, 'invalid_input'])
  })

  it('an assertion of no passkey is invalid, and the owner is told', async () => {
    const as = await signedIn()
    const proof = { passkey: foreignAssertion() }
    expect(await errorOf(await change(as, { proof }))).toEqual([401, 'invalid_passkey'])
    expect(await errorOf(await change(as, { proof }))).toEqual([401, 'invalid_passkey'])
    expect(await eventsOf(as)).toEqual([{ kind: 'proof_failed', count: 2 }])
  })
})

describe('with TOTP', () => {
  it.each([
    ['right', password],
    ['wrong', 'x'],
  ])('the password alone is not enough, and not even verified: a %s one', async (_, secret) => {
    const as = await signedIn()
    await addFactors(as)
    expect(await methodsOf(await change(as, { current_password: secret }))).toEqual(stepUpRequired)
    expect(await methodsOf(await change(as, { proof: { password: secret } }))).toEqual(stepUpRequired)
    expect(await methodsOf(await purge(as, { password: secret }))).toEqual(stepUpRequired)
    expect(await methodsOf(await change(as, {}))).toEqual(stepUpRequired)
    expect(await eventsOf(as)).toEqual([])
  })

  it('password and code change the password; the same code changes nothing again', async () => {
    const as = await signedIn()
    const { code } = await addFactors(as)
    const proof = { password, code: await code() }
    expect((await change(as, { proof })).status).toBe(204)
    const again = { proof: { password: newPassword, code: proof.code }, new_password: 'Third-Horse-99' }
    expect(await errorOf(await change(as, again))).toEqual([401, 'invalid_code'])
    expect(await eventsOf(as)).toEqual([{ kind: 'code_failed', count: 1 }])
  })

  it('a recovery code is accepted once', async () => {
    const as = await signedIn()
    const { recoveryCodes } = await addFactors(as)
    const proof = { password, code: recoveryCodes[3]?.toLowerCase().replaceAll('-', ' ') }
    expect((await change(as, { current_password: password, proof })).status).toBe(204)
    const again = { proof: { ...proof, password: newPassword }, new_password: 'Third-Horse-99' }
    expect(await errorOf(await change(as, again))).toEqual([401, 'invalid_code'])
  })

  it.each(['000000', 'AAAA-AAAA-AAAA-AAAA', '1'])('a wrong code changes nothing: %s', async (code) => {
    const as = await signedIn()
    await addFactors(as)
    const proof = { password, code }
    expect(await errorOf(await change(as, { proof }))).toEqual([401, 'invalid_code'])
    expect(await errorOf(await purge(as, { proof }))).toEqual([401, 'invalid_code'])
    expect((await api.get('/users', { as })).status).toBe(200)
  })

  it('a code that was right is used up even if the new password is too weak', async () => {
    const as = await signedIn()
    const { code } = await addFactors(as)
    const proof = { password, code: await code() }
    expect(await errorOf(await change(as, { proof, new_password: 'short' }))).toEqual([400, 'invalid_input'])
    expect(await errorOf(await change(as, { proof }))).toEqual([401, 'invalid_code'])
  })

  it('one of twenty parallel changes with one code succeeds', async () => {
    const as = await signedIn()
    const { code } = await addFactors(as)
    const proof = { password, code: await code() }
    const responses = await Promise.all(
      Array.from({ length: 15 }, (_, n) => change(as, { proof, new_password: `Another-Horse-${n + 10}` })),
    )
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(1)
  })

  it('the account is erased with password and code', async () => {
    const as = await signedIn()
    const { code } = await addFactors(as)
    expect((await purge(as, { password, proof: { password, code: await code(-1) } })).status).toBe(204)
  })
})
