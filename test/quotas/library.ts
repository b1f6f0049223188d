import { env } from 'cloudflare:workers'
import { api, errorOf, request, type Session } from '../support/client.ts'
import { bookForm } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

type Owner = Session & { user: { id: string } }

const sizeColumns = 'book_count, text_bytes, cover_bytes'

// The brackets of the JSON of a list do not count.
const lists = ['authors', 'readings', 'tags', 'extra']
const texts = [...lists, 'title', 'description', 'series', 'publisher', 'review', 'notes']
const bytes = texts.map((name) => `coalesce(length(cast(${name} as blob)), 0)`).join(' + ')

/** @returns the size of a library: `stored` with its reader, and `counted` from the books */
export const sizesOf = async (userId: string) => {
  const stored = await env.DB.prepare(`select ${sizeColumns} from users where id = ?`).bind(userId).first()
  const counted = await env.DB.prepare(
    `select count(*) as book_count, coalesce(sum(${bytes} - 2 * ${lists.length}), 0) as text_bytes,
      coalesce(sum(cover_bytes), 0) as cover_bytes from books where user_id = ?`,
  )
    .bind(userId)
    .first()
  return { stored, counted }
}

/** The bindings of a service in which a library may have this size. */
export const withQuota = ({ books = 1000, text = 1e9, covers = 1e9 }): Partial<Env> => ({
  QUOTA_BOOKS: String(books),
  QUOTA_TEXT_BYTES: String(text),
  QUOTA_COVER_BYTES: String(covers),
})

export const create = async (as: Session, quota: Partial<Env>, fields: Record<string, string | File> = {}) =>
  fetchWith(quota, request('POST', '/books', { as, body: await bookForm(fields) }))

export const change = (as: Session, id: string, quota: Partial<Env>, body: unknown) =>
  fetchWith(quota, request('PATCH', `/books/${id}`, { as, body }))

export const remove = (as: Session, id: string) => api.delete(`/books/${id}`, { as })

/** @returns how often each outcome occurred: a status, or the code of an error */
export const outcomesOf = async (responses: Response[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const response of responses) {
    const [status, code] = response.ok ? [response.status] : await errorOf(response)
    const outcome = code ?? String(status)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

/** Makes a library like one from before the quotas: its size and the sizes of its covers are not known. */
export const forgetSize = async ({ user }: Owner): Promise<void> => {
  await env.DB.batch([
    env.DB.prepare(
      'update users set book_count = 0, text_bytes = 0, cover_bytes = 0, counted_at = 0 where id = ?',
    ).bind(user.id),
    env.DB.prepare('update books set cover_bytes = null where user_id = ?').bind(user.id),
  ])
}
