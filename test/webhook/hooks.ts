import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { openDatabase } from '../../src/db/client.ts'
import { readConfig } from '../../src/http/config.ts'
import worker from '../../src/index.ts'
import { deliverWebhooks } from '../../src/webhook/deliver.ts'
import { api, dataOf, type Session } from '../support/client.ts'
import { password, signedIn } from '../support/makers.ts'

export const minuteMs = 60_000

/** @returns an address of a receiver that behaves like this, see test/lookup/outbound.ts */
export const hookUrl = (behaviour = 'good') => `https://${behaviour}.hooks.example.com/${crypto.randomUUID()}`

export const setWebhook = (as: Session, url: string) =>
  api.put('/users/webhook', { as, body: { url, proof: { password } } })

/** @returns a reader with a webhook whose receiver behaves like this */
export const readerWithHook = async (behaviour?: string) => {
  const as = await signedIn()
  const url = hookUrl(behaviour)
  const response = await setWebhook(as, url)
  expect(response.status).toBe(201)
  const { secret } = await dataOf(response)
  return { as, url, secret: String(secret) }
}

export const hookOf = async ({ user }: { user: { id: string } }) =>
  env.DB.prepare('select * from webhooks where user_id = ?').bind(user.id).first<Record<string, unknown>>()

/** Runs the cron trigger of each minute, now. */
export const runTrigger = (scheduledTime: number) =>
  worker.scheduled(
    createScheduledController({ scheduledTime: new Date(scheduledTime), cron: '* * * * *' }),
    env,
  )

/** Does the work of the cron trigger at an instant. Its waits move its clock on. */
export const deliverAt = (at: number) => {
  let now = at
  const time = {
    clock: () => now,
    wait: async (ms: number) => {
      now += ms
    },
  }
  const config = readConfig(env)
  return deliverWebhooks(openDatabase(env.DB, 'primary', config.timeLimitMs), config, time)
}

export interface Sent {
  url: string
  headers: Headers
  body: string
  redirect: string
}

/** Records the messages that leave the Worker. They reach their receivers all the same. */
export const recordSent = () => {
  const sent: Sent[] = []
  const send = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const { redirect = 'follow', headers, body } = init ?? {}
    sent.push({ url: String(input), headers: new Headers(headers), body: String(body), redirect })
    return send(input, init)
  })
  return { to: (url: string) => sent.filter((one) => one.url === url) }
}

/** Verifies a message as a receiver does. @returns its body */
export const verified = async (secret: string, { headers, body }: Sent) => {
  const key = await crypto.subtle.importKey(
    'raw',
    Uint8Array.fromBase64(secret.replace('whsec_', '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const signed = `${headers.get('webhook-id')}.${headers.get('webhook-timestamp')}.${body}`
  const signature = Uint8Array.fromBase64(headers.get('webhook-signature')?.replace('v1,', '') ?? '')
  expect(await crypto.subtle.verify('HMAC', key, signature, new TextEncoder().encode(signed))).toBe(true)
  return JSON.parse(body)
}

export const addBook = async (as: Session, title: string = crypto.randomUUID()) =>
  expect((await api.post('/books', { as, body: { title } })).status).toBe(201)
