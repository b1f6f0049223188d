import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { newAuthenticator, type TestAuthenticator } from '../support/authenticator.ts'
import { api, dataOf, errorOf, request } from '../support/client.ts'
import { newUser, password, signIn } from '../support/makers.ts'
import { addPasskey } from '../support/passkeys.ts'
import { asSession, idOf } from './callers.ts'
import { wait } from './clock.ts'
import { type Gated, gated } from './gate.ts'

const codes: Record<string, [number, string]> = {
  ended: [401, 'invalid_token'],
  rejected: [401, 'invalid_passkey'],
  invalid_credentials: [401, 'invalid_credentials'],
  step_up: [403, 'step_up_required'],
  account_disabled: [403, 'account_disabled'],
}

const expectResult = async (response: Response, result: string) => {
  if (result === 'done') expect(response.ok).toBe(true)
  else expect(await errorOf(response)).toEqual(codes[result])
}

const newAccount = async () => {
  const user = await newUser()
  const sessions = [idOf(await signIn(user)), idOf(await signIn(user))]
  const as = await asSession(user.id, sessions[0] ?? '')
  // A passkey that syncs has no counter, so only the challenge stops a second use.
  const { authenticator, passkey } = await addPasskey(as, await newAuthenticator('ES256', false))
  const aged = env.DB.prepare('update sessions set created_at = created_at - 660000 where id = ?')
  await aged.bind(sessions[1]).run()
  return { user, sessions, authenticator, passkeyId: String(passkey.id) }
}

const actions: Record<string, string> = {
  rename: 'rename_passkey',
  password: 'change_password',
  disable: 'disable_account',
}

const assertionFor = async (
  as: Awaited<ReturnType<typeof asSession>>,
  authenticator: TestAuthenticator,
  body: { action: string; target: string },
) => {
  const response = await api.post('/users/step-up', { as, body })
  return authenticator.get((await dataOf(response)).options)
}

/** Replays a run of proof/account.pml: of each request, the second batch runs when the model says. */
export const replayAccount = async (lines: string[]) => {
  const { user, sessions, authenticator, passkeyId } = await newAccount()
  const passwords = [password]
  const changes = new Map<string, Gated>()
  let assertion: unknown
  let signingIn: Gated | undefined
  const as = (index: string | undefined) => asSession(user.id, sessions[Number(index)] ?? '')

  const changeRequest = async (session: string, action: string, kind: string) => {
    const secret = { password: passwords.at(-1) }
    const proof = kind === 'secret' ? secret : { passkey: assertion }
    const body = kind === 'none' ? undefined : { proof }
    const caller = await as(session)
    if (action === 'disable') return request('DELETE', '/users', { as: caller, body })
    if (action === 'rename')
      return request('PATCH', `/users/passkeys/${passkeyId}`, {
        as: caller,
        body: { ...body, name: 'Phone' },
      })
    const new_password = `${password} of ${passwords.length + 6} staples ${crypto.randomUUID()}`
    return request('PUT', '/users/password', { as: caller, body: { ...body, new_password } })
  }

  const change = async ([
    ,
    tab = '',
    batch,
    ,
    session = '',
    action = '',
    kind = '',
    result = '',
  ]: string[]) => {
    if (batch === 'first') {
      if (kind === 'none' && result === 'done') return
      const toSend = await changeRequest(session, action, kind)
      const copy = toSend.clone()
      const sent = gated(toSend)
      if (result !== 'done') return expectResult(await sent.second(), result)
      expect(await sent.first).toBe('waits')
      changes.set(tab, sent)
      if (action === 'password')
        newPasswords.set(tab, (await copy.json<{ new_password: string }>()).new_password)
      return
    }
    const sent = changes.get(tab) ?? gated(await changeRequest(session, action, kind))
    await expectResult(await sent.second(), result)
    const changed = newPasswords.get(tab)
    if (result === 'done' && changed !== undefined) passwords.push(changed)
  }
  const newPasswords = new Map<string, string>()

  const signInStep = async ([, step = '']: string[]) => {
    if (step === 'first' || step === 'account_disabled') {
      const body = { email: user.email, password: passwords.at(-1) }
      signingIn = gated(request('POST', '/users/login', { body }))
      if (step === 'first') return expect(await signingIn.first).toBe('waits')
    }
    const response = await signingIn?.second()
    if (!response) throw new Error('No sign-in')
    if (step !== 'opened') return expect(await errorOf(response)).toEqual(codes[step])
    expect(response.status).toBe(200)
    sessions[2] = idOf(await dataOf(response))
  }

  const steps: Record<string, (words: string[]) => unknown> = {
    change,
    'sign-in': signInStep,
    'step-up': async ([, action = '']) => {
      const target = action === 'rename' ? passkeyId : ''
      const body = { action: actions[action] ?? '', target }
      assertion = await assertionFor(await as('0'), authenticator, body)
    },
    wait,
    logout: async ([, index]) =>
      expect((await api.post('/users/logout', { as: await as(index) })).status).toBe(204),
    end: async () => expect((await api.delete('/users/sessions', { as: await as('0') })).status).toBe(204),
  }

  /** @returns the sessions that are live, the changes of the password, and whether the account is disabled */
  const state = async () => {
    const { results } = await env.DB.prepare('select id from sessions where user_id = ?').bind(user.id).all()
    const live = [0, 1, 2].map((index) => (results.some(({ id }) => id === sessions[index]) ? '1' : '0'))
    const row = await env.DB.prepare('select password_version, disabled_at from users where id = ?')
      .bind(user.id)
      .first<{ password_version: number; disabled_at: number | null }>()
    return `${live.join('')} ${Number(row?.password_version) - 1} ${row?.disabled_at ? 1 : 0}`
  }

  for (const line of lines) {
    const words = line.split(' ')
    await steps[words[0] ?? '']?.(words)
    expect(`${line.split(' is ')[0]} is ${await state()}`).toBe(line)
  }
}
