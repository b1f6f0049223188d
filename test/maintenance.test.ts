import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import worker from '../src/index.ts'
import { atBatch, lost, unanswered } from './books/faults.ts'
import { filesOf, filesOfKey, objectKeys } from './covers/stored.ts'
import { api } from './support/client.ts'
import { newBook, signedIn } from './support/makers.ts'
import { runAt, steppingClock } from './support/run-maintenance.ts'
import { failing } from './support/worker.ts'

const hour = 60 * 60 * 1000
const run = (now: Date, bindings?: Partial<Env>) => runAt(now, {}, bindings)
/** Has time for one step of each part. */
const runShortly = (now: Date) => runAt(now, { clock: steppingClock() })
const later = (hours: number) => new Date(Date.now() + hours * hour)

/** Enters orphaned covers with their files. @returns their keys */
const unownedCovers = async (dueAts: Date[], { withFiles = true } = {}): Promise<string[]> => {
  const rows = dueAts.map((at) => ({ key: crypto.randomUUID(), at: at.getTime() }))
  await env.DB.prepare("insert into unowned_covers select value->>'key', value->>'at' from json_each(?)")
    .bind(JSON.stringify(rows))
    .run()
  const keys = rows.map(({ key }) => key)
  if (withFiles) await Promise.all(keys.flatMap(filesOfKey).map((name) => env.COVERS.put(name, 'x')))
  return keys
}

const count = (table: string) => env.DB.prepare(`select count(*) from ${table}`).first<number>('count(*)')

const clear = () => run(later(1000))

describe('the sweep', () => {
  it('deletes the covers that are due, to the millisecond, and no others', async () => {
    await clear()
    const now = new Date()
    const at = (ms: number) => new Date(now.getTime() + ms)
    const [due, dueNow, notYet, later] = await unownedCovers([at(-hour), now, at(1), at(hour)])
    await run(now)
    for (const key of [due, dueNow]) expect(await objectKeys(key)).toEqual([])
    for (const key of [notYet, later]) expect(await objectKeys(key)).toEqual(filesOfKey(key ?? ''))
    expect(await count('unowned_covers')).toBe(2)
  })

  it('deletes 500 covers at a time, the oldest first, and stops when its time is used up', async () => {
    await clear()
    const [oldest] = await unownedCovers([new Date(0)])
    await unownedCovers(Array(1200).fill(new Date(1)), { withFiles: false })
    const left: (number | null)[] = []
    for (let runs = 0; runs < 4; runs++) {
      await runShortly(new Date(2))
      left.push(await count('unowned_covers'))
      expect(await objectKeys(oldest)).toEqual([])
    }
    expect(left).toEqual([701, 201, 0, 0])
  })

  it('deletes several times 500 covers in one run', async () => {
    await unownedCovers(Array(1200).fill(new Date(1)), { withFiles: false })
    await run(new Date(2))
    expect(await count('unowned_covers')).toBe(0)
  })

  it.each<[string, () => Partial<Env>]>([
    ['R2 fails', () => ({ COVERS: failing(env.COVERS) })],
    ['D1 fails at the start', () => ({ DB: failing(env.DB, ['batch']) })],
    ['D1 fails after the files are deleted', () => ({ DB: atBatch(5, lost) })],
    ['the response of D1 is lost', () => ({ DB: atBatch(5, unanswered) })],
  ])('resumes at the next run when %s', async (_, bindings) => {
    const [key] = await unownedCovers([new Date(0)])
    await expect(run(new Date(), bindings())).rejects.toThrow()
    await run(new Date())
    expect(await objectKeys(key)).toEqual([])
    expect(await env.DB.prepare('select * from unowned_covers where key = ?').bind(key).first()).toBeNull()
  })

  it('never deletes the cover of a book', async () => {
    const book = await newBook(await signedIn())
    for (const hours of [0, 2, 24, 24 * 365]) await run(later(hours))
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(book)))
  })

  it('may run several times at once', async () => {
    const session = await signedIn()
    const book = await newBook(session)
    await api.delete(`/books/${book.id}`, { as: session })
    const kept = await newBook(session)
    await Promise.all([run(later(2)), run(later(2)), run(later(2))])
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(kept)))
    expect(await count('unowned_covers')).toBe(0)
  })
})

describe('sessions', () => {
  it('are deleted when they have expired, and not before', async () => {
    const [expired, live] = [await signedIn(), await signedIn()]
    const now = new Date()
    const setExpiry = (session: typeof live, at: number) =>
      env.DB.prepare('update sessions set expires_at = ? where user_id = ?').bind(at, session.user.id).run()
    await setExpiry(expired, now.getTime())
    await setExpiry(live, now.getTime() + 1000 * hour)
    await run(now)
    const sessionsOf = ({ user }: typeof live) =>
      env.DB.prepare('select count(*) from sessions where user_id = ?').bind(user.id).first('count(*)')
    expect(await sessionsOf(expired)).toBe(0)
    expect(await sessionsOf(live)).toBe(1)
    expect((await api.get('/users', { as: live })).status).toBe(200)
  })

  it('are deleted a thousand at a time, until the time is used up', async () => {
    await run(new Date())
    const { user } = await signedIn()
    await env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 1500)
       insert into sessions (id, user_id, counter, created_at, rotated_at, expires_at, user_agent)
         select 'expired-' || i, ?, 0, 0, 0, 1, '' from n`,
    )
      .bind(user.id)
      .run()
    const expired = () =>
      env.DB.prepare('select count(*) from sessions where expires_at = 1').first('count(*)')
    const left: unknown[] = []
    for (let runs = 0; runs < 2; runs++) {
      await runShortly(new Date())
      left.push(await expired())
    }
    expect(left).toEqual([500, 0])
  })
})

it('the cron trigger runs the maintenance at its scheduled time', async () => {
  const scheduledTime = later(5)
  const [due] = await unownedCovers([scheduledTime])
  await worker.scheduled(createScheduledController({ scheduledTime }), env)
  expect(await objectKeys(due)).toEqual([])
})
