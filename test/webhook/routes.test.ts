import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { password, signedIn } from '../support/makers.ts'
import { hookOf, hookUrl, readerWithHook, setWebhook } from './hooks.ts'

describe('PUT /users/webhook', () => {
  it('sets a webhook, and shows its secret once', async () => {
    const as = await signedIn()
    const url = hookUrl()
    const response = await setWebhook(as, url)
    expect(response.status).toBe(201)
    const { secret, ...shown } = await dataOf(response)
    expect(shown).toMatchObject({ url, state: 'on', failing_since: null })
    expect(Uint8Array.fromBase64(secret.replace('whsec_', ''))).toHaveLength(32)
    expect(await dataOf(await api.get('/users/webhook', { as }))).toEqual(shown)
    const stored = JSON.stringify(await hookOf(as))
    expect(stored).not.toContain(secret)
    expect(stored).not.toContain(secret.replace('whsec_', ''))
  })

  it('replaces the address and the secret', async () => {
    const { as, secret } = await readerWithHook()
    const url = hookUrl()
    const response = await setWebhook(as, url)
    expect(response.status).toBe(200)
    const replaced = await dataOf(response)
    expect(replaced).toMatchObject({ url })
    expect(replaced.secret).not.toBe(secret)
  })

  it('with the same address keeps a message that is being sent; with another it ends it', async () => {
    const { as, url } = await readerWithHook()
    await env.DB.prepare(
      "update webhooks set message_id = 'msg_1_a', failures = 2, notified_seq = 5 where user_id = ?",
    )
      .bind(as.user.id)
      .run()
    await setWebhook(as, url)
    expect(await hookOf(as)).toMatchObject({ message_id: 'msg_1_a', failures: 2, notified_seq: 5 })
    await setWebhook(as, hookUrl())
    expect(await hookOf(as)).toMatchObject({ message_id: null, failures: 0 })
  })

  it('switches a webhook on again, which is told of changes from now on', async () => {
    const { as, url } = await readerWithHook()
    await api.post('/books', { as, body: { title: 'While it was off' } })
    await env.DB.prepare('update webhooks set disabled_at = 1, failing_since = 1 where user_id = ?')
      .bind(as.user.id)
      .run()
    expect(await dataOf(await api.get('/users/webhook', { as }))).toMatchObject({ state: 'off' })
    expect(await dataOf(await setWebhook(as, url))).toMatchObject({ state: 'on' })
    const { change_seq } = (await env.DB.prepare('select change_seq from books where user_id = ?')
      .bind(as.user.id)
      .first<{ change_seq: number }>()) ?? { change_seq: 0 }
    expect(await hookOf(as)).toMatchObject({ notified_seq: change_seq, disabled_at: null })
  })

  it.each(['https://127.0.0.1/', 'https://localhost/', 'http://hooks.example.com/'])(
    'rejects %s',
    async (url) => {
      const as = await signedIn()
      const response = await setWebhook(as, url)
      expect(await response.clone().json()).toMatchObject({ error: { issues: [{ path: 'url' }] } })
      expect(await errorOf(response)).toEqual([400, 'invalid_input'])
      expect(await hookOf(as)).toBeNull()
    },
  )

  it('needs a proof', async () => {
    const as = await signedIn()
    const sent = { as, body: { url: hookUrl() } }
    expect(await errorOf(await api.put('/users/webhook', sent))).toEqual([403, 'step_up_required'])
    expect(await hookOf(as)).toBeNull()
  })

  it('of two at once leaves one webhook, whose secret one of them has', async () => {
    const as = await signedIn()
    const responses = await Promise.all([setWebhook(as, hookUrl()), setWebhook(as, hookUrl())])
    expect(responses.map(({ status }) => status).every((status) => [200, 201].includes(status))).toBe(true)
    const { results } = await env.DB.prepare('select url from webhooks where user_id = ?')
      .bind(as.user.id)
      .all()
    expect(results).toHaveLength(1)
  })
})

describe('DELETE /users/webhook', () => {
  it('removes the webhook, with a proof', async () => {
    const { as } = await readerWithHook()
    expect(await errorOf(await api.delete('/users/webhook', { as }))).toEqual([403, 'step_up_required'])
    const removed = await api.delete('/users/webhook', { as, body: { proof: { password } } })
    expect(removed.status).toBe(204)
    expect(await dataOf(await api.get('/users/webhook', { as }))).toBeNull()
    const again = await api.delete('/users/webhook', { as, body: { proof: { password } } })
    expect(await errorOf(again)).toEqual([404, 'webhook_not_found'])
  })
})

it('the owner finds the changes among the security events', async () => {
  const { as } = await readerWithHook()
  await api.delete('/users/webhook', { as, body: { proof: { password } } })
  const { results } = await env.DB.prepare('select kind from security_events where user_id = ? order by id')
    .bind(as.user.id)
    .all<{ kind: string }>()
  expect(results.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['webhook_set', 'webhook_removed']))
})
