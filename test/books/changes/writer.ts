import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../../src/app.ts'
import { request, type Session } from '../../support/client.ts'
import { limiter } from '../../support/limiter.ts'
import { creation, deletion, type Operation, update } from '../batch/batch.ts'
import { formOf } from '../library.ts'

const unlimited = { BATCH_LIMIT: limiter(), IMPORT_LIMIT: limiter(), UPLOAD_LIMIT: limiter() }

/** Titles of a bounded set, so that writers sometimes collide. */
const titles = 20_000
/** Fewer titles: most rows of an import then update a book, and the library does not grow without end. */
const importedTitles = 300

/** A writer of random changes of one library, of every kind. Several may share `ids`. */
export const writerOf = (as: Session, ids: string[], random: () => number) => {
  const below = (count: number) => Math.floor(random() * count)
  const anyId = () => ids[below(ids.length)] ?? crypto.randomUUID()
  const anyTitle = () => `Title ${below(titles)}`
  const written = { requests: 0, operations: 0 }

  const send = async (method: string, path: string, body?: unknown, operations = 1) => {
    const ctx = createExecutionContext()
    const response = await app.fetch(request(method, path, { as, body }), { ...env, ...unlimited }, ctx)
    await waitOnExecutionContext(ctx)
    // A book that is gone, and a title that is taken: the writers race.
    if (![200, 201, 204, 404, 409].includes(response.status))
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    written.requests++
    if (response.ok) written.operations += operations
    return response.ok && response.status !== 204
      ? (await response.json<{ data: unknown }>()).data
      : undefined
  }

  const create = async () => {
    const made = (await send('POST', '/books', { title: anyTitle() })) as { id: string } | undefined
    if (made) ids.push(made.id)
  }
  const change = () => send('PATCH', `/books/${anyId()}`, { notes: String(random()), rating: 1 + below(4) })
  const rename = () => send('PATCH', `/books/${anyId()}`, { title: anyTitle() })
  const remove = async () => {
    const [id] = ids.splice(below(ids.length), 1)
    if (id !== undefined) await send('DELETE', `/books/${id}`)
  }
  const batch = async () => {
    const chosen = [...new Set(Array.from({ length: 1 + below(40) }, anyId))]
    const operations = chosen.map((id): Operation => {
      const kind = below(10)
      if (kind === 0) return deletion(id)
      return update(id, kind === 1 ? { title: anyTitle() } : { review: String(random()) })
    })
    const added = Array.from({ length: below(6) }, () => creation({ title: anyTitle() }))
    const all = [...operations, ...added]
    const deleted = new Set(all.flatMap(({ op, id }) => (op === 'delete' ? [id] : [])))
    const results = await send('POST', '/books/batch', { operations: all }, all.length)
    // Nearly every later batch would fail because of them.
    if (results) ids.splice(0, ids.length, ...ids.filter((id) => !deleted.has(id)))
    for (const [at, { id }] of ((results ?? []) as { id: string }[]).entries())
      if (all[at]?.op === 'create') ids.push(id)
  }
  const exchange = async () => {
    const [a, b] = [anyId(), anyId()]
    if (a !== b)
      await send(
        'POST',
        '/books/batch',
        { operations: [update(a, { title: anyTitle() }), update(b, { title: anyTitle() })] },
        2,
      )
  }
  const importRows = async () => {
    const rows = Array.from(
      { length: 1 + below(10) },
      () => `Title ${below(importedTitles)},Imported ${random()}`,
    )
    const file = new File([['title,notes', ...rows].join('\n')], 'books.csv')
    const report = await send('POST', '/books/import', formOf({ mode: 'apply', existing: 'update', file }), 0)
    const { created, updated } = report as { created: number; updated: number }
    written.operations += created + updated
  }
  const uncover = () => send('DELETE', `/books/${anyId()}/cover`)

  const kinds = [create, change, change, rename, remove, batch, batch, exchange, importRows, uncover]
  return {
    /** Carries out one random change. */
    write: async (): Promise<void> => {
      await kinds[below(kinds.length)]?.()
    },
    /** Requests, and the changes of books that were carried out. */
    written,
  }
}
