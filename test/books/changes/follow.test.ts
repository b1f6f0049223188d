import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'
import { asKey, insertKey } from '../../support/api-keys.ts'
import { signedIn } from '../../support/makers.ts'
import { randomFrom } from '../../support/random.ts'
import { isLong, repetitions } from '../../support/repetitions.ts'
import { idsOf, list } from '../library.ts'
import { bookRow, putBook, putRows } from '../put-book.ts'
import { expectEqualToFullRead, type Follower, followerOf, followerWith } from './follower.ts'
import { writerOf } from './writer.ts'

/** @returns a reader with numbered books, books from before the numbers, and a book with a cover */
const library = async (count: number) => {
  const as = await signedIn()
  await putRows(Array.from({ length: count }, (_, at) => bookRow(as.user.id, { title: `Title ${at}` })))
  const { id } = await putBook(as)
  const ids = idsOf(await list(as, '?limit=100'))
  return { as, ids: [...new Set([...ids, id])] }
}

afterEach(() => vi.useRealTimers())

const smallPage = { changes: 3, bytes: 4000 }

it('at any interleaving of changes and pages, also with clocks that differ, a follower has what a full read gives', async () => {
  const step = fc.record({
    // One of the followers reads a page, or a change is made.
    actor: fc.constantFrom('write', 'write', 'small', 'large', 'late'),
    skewMs: fc.integer({ min: -2000, max: 2000 }),
  })
  const property = fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(), async (steps, seed) => {
    const { as, ids } = await library(6)
    const { write } = writerOf(as, ids, randomFrom(seed))
    const followers: Record<string, Follower> = {
      small: followerWith(as, smallPage),
      large: followerOf(as),
      late: followerWith(as, { changes: 1, bytes: 1 }),
    }
    const start = Date.now()
    vi.useFakeTimers({ toFake: ['Date'] })
    for (const [at, { actor, skewMs }] of steps.entries()) {
      vi.setSystemTime(start + at + skewMs)
      await (followers[actor]?.step() ?? write())
    }
    vi.useRealTimers()
    await expectEqualToFullRead(as, ...Object.values(followers))
  })
  await fc.assert(property, { numRuns: repetitions(8, 300) })
})

const writers = 8

it(`while ${isLong ? '100,000' : 'many'} changes are written by ${writers} writers at once, no follower misses one`, async () => {
  const wanted = repetitions(300, 100_000)
  const { as, ids } = await library(300)
  // The long run lasts longer than an access token.
  const expiresAt = Date.now() + 86_400_000
  const program = asKey(await insertKey(as.user.id, ['books:read', 'books:write'], { expiresAt }))
  const all = Array.from({ length: writers }, (_, at) => writerOf(program, ids, randomFrom(at + 1)))
  const written = () => all.reduce((sum, writer) => sum + writer.written.operations, 0)
  const followers = [
    followerOf(program),
    followerWith(as, smallPage),
    followerWith(as, { changes: 17, bytes: 50_000 }),
  ]
  let pages = 0
  let [deletions, isDone] = [0, false]
  const writing = Promise.all(
    all.map(async ({ write }) => {
      while (written() < wanted) await write()
    }),
  ).then(() => {
    isDone = true
  })
  const following = followers.map(async (follower) => {
    while (!isDone) {
      const changes = await follower.step()
      pages++
      deletions += changes.filter(({ deleted }) => deleted).length
    }
  })
  await Promise.all([writing, ...following])
  await expectEqualToFullRead(program, ...followers, followerOf(program))
  const remembered = await env.DB.prepare('select count(*) as n from deleted_books where user_id = ?')
    .bind(as.user.id)
    .first<{ n: number }>()
  expect(deletions).toBeGreaterThan(0)
  expect(remembered?.n).toBeGreaterThan(0)
  const requests = all.reduce((sum, writer) => sum + writer.written.requests, 0)
  console.log({ changes: written(), requests, pages, deletionsSeen: deletions, deletions: remembered?.n })
})
