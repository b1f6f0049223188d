import { env } from 'cloudflare:workers'
import { api } from '../support/client.ts'
import { password } from '../support/makers.ts'

export const newEmail = () => `${crypto.randomUUID()}@example.com`

export const signUp = (fields: Record<string, unknown> = {}) =>
  api.post('/users', { body: { name: 'Some Reader', email: newEmail(), password, ...fields } })

export const rowOf = (email: string) =>
  env.DB.prepare('select * from users where email = ?').bind(email).first<Record<string, unknown>>()
