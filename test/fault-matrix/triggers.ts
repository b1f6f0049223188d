import { env } from 'cloudflare:workers'
import { newCoverKey, putCoverFiles } from '../../src/covers/storage.ts'
import { putBook } from '../books/put-book.ts'
import { newWebhook } from '../request-makers.ts'
import { api } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import type { Scenario } from './scenario.ts'
import { deliver, maintain } from './service.ts'

/** A book was deleted, an account waits for its erasure, and a cover has no book. */
export const cron: Scenario = {
  name: 'the cron trigger',
  begin: async () => {
    const [reader, erased] = [await signedIn(), await signedIn()]
    const { id } = await putBook(reader)
    await putBook(erased)
    await api.delete(`/books/${id}`, { as: reader })
    await env.DB.prepare('update users set disabled_at = 1, erased_at = 1 where id = ?')
      .bind(erased.user.id)
      .run()
    const key = newCoverKey()
    const files = {
      'cover.webp': new ArrayBuffer(1),
      'thumb.webp': new ArrayBuffer(2),
      'shelf.webp': new ArrayBuffer(3),
    }
    await putCoverFiles(env.COVERS, key, files)
    await env.DB.prepare('insert into unowned_covers values (?, 1)').bind(key).run()
    return (bindings) => maintain(bindings, 2)
  },
  isResumable: true,
}

/** The receiver gets a message in each run that finds one due. Each run is more than a minute after the one before. */
export const delivery: Scenario = {
  name: 'the cron trigger of webhooks',
  begin: async () => {
    const as = await signedIn()
    await api.put('/users/webhook', { as, body: newWebhook })
    await api.patch(`/books/${(await putBook(as)).id}`, { as, body: { rating: 5 } })
    return async (bindings) => {
      await env.DB.prepare('update webhooks set retry_at = retry_at - 120000').run()
      return deliver(bindings)
    }
  },
  // A claim holds for a minute, also that of a run that failed.
  isResumable: true,
}
