import { randomInt, randomUUID } from 'node:crypto'
import { must } from '../client.mjs'
import { sessionOf } from '../tokens.mjs'

const newPassword = () => `seven lamps ${randomUUID()}`
// Digits only: a password is rejected if it contains four letters of the email, as two random texts sometimes do.
const newEmail = () => `soak-${randomInt(2 ** 47)}@example.com`

export const readAccount = {
  name: 'read the account',
  weight: 30,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, reader, token }) => {
    const { data } = await client([200], 'GET', '/users', { token })
    must(data.id === reader.id && data.name === reader.name, 'the account is not as acknowledged')
  },
}

export const rename = {
  name: 'rename',
  weight: 15,
  isWrite: true,
  needsSession: true,
  plan: (_reader, random) => ({ name: `Reader Number${Math.floor(random() * 1e9)}` }),
  run: async ({ client, token, intent: { name } }) => {
    await client([200], 'PATCH', '/users', { token, json: { name } })
    return { user: { name } }
  },
  settle: async ({ client, reader, token, intent }) => {
    const { data } = await client([200], 'GET', '/users', { token })
    must([reader.name, intent.name].includes(data.name), 'the name is neither the old nor the new one')
    return { user: { name: data.name } }
  },
}

export const changePassword = {
  name: 'change the password',
  weight: 2,
  isWrite: true,
  needsSession: true,
  plan: () => ({ password: newPassword() }),
  run: async ({ client, reader, token, sessionId, intent: { password } }) => {
    const json = { current_password: reader.password, new_password: password }
    await client([204], 'PUT', '/users/password', { token, json })
    return { user: { password }, onlySession: sessionId }
  },
  settle: async ({ client, reader, sessionId, intent }) => {
    for (const password of [intent.password, reader.password]) {
      const json = { email: reader.email, password }
      const { status, data } = await client([200, 401], 'POST', '/users/login', { json })
      if (status !== 200) continue
      const sessions = [sessionOf(data)]
      if (password === reader.password) return { sessions }
      return { user: { password }, onlySession: sessionId, sessions }
    }
    must(false, 'neither the old nor the new password signs in')
  },
}

export const signUp = {
  name: 'sign up',
  weight: 3,
  isWrite: true,
  isNewReader: true,
  plan: () => ({ name: 'New Reader', email: newEmail(), password: newPassword() }),
  run: async ({ client, intent }) => {
    const { data } = await client([201], 'POST', '/users', { json: intent })
    return { user: { ...intent, id: data.id } }
  },
  settle: async ({ client, intent }) => {
    const { status, data } = await client([201, 409], 'POST', '/users', { json: intent })
    if (status === 201) return { user: { ...intent, id: data.id } }
    const { email, password } = intent
    const login = await client([200], 'POST', '/users/login', { json: { email, password } })
    return { user: { ...intent, id: login.data.user.id }, sessions: [sessionOf(login.data)] }
  },
}

export const disable = {
  name: 'disable the account',
  weight: 1,
  isWrite: true,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, token, again }) => {
    await client(again ? [204, 401] : [204], 'DELETE', '/users', { token })
    return { user: { state: 'disabled' }, onlySession: null }
  },
  settle: (context) => disable.run({ ...context, again: true }),
}

export const erase = {
  name: 'erase the account',
  weight: 2,
  isWrite: true,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, reader, token, again }) => {
    const json = { password: reader.password }
    await client(again ? [204, 401] : [204], 'DELETE', '/users?purge=true', { token, json })
    return { user: { state: 'erased' }, onlySession: null }
  },
  settle: (context) => erase.run({ ...context, again: true }),
}
