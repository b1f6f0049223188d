import { describe, expect, it } from 'vitest'
import { sizesOf } from '../../quotas/library.ts'
import { signedIn } from '../../support/makers.ts'
import { titlesOf } from '../library.ts'
import { added, batch, creation, deletion, done, failureOf, readBook, update } from './batch.ts'

describe('a batch', () => {
  it('adds, changes and deletes books, and returns the version of each in order', async () => {
    const as = await signedIn()
    const [emma = '', persuasion = ''] = await added(as, { title: 'Emma' }, { title: 'Persuasion' })
    const results = await done(
      as,
      deletion(emma),
      creation({ title: 'Evelina', authors: ['Frances Burney'] }),
      update(persuasion, { rating: 4.5, tags: ['navy'] }),
    )
    expect(results).toEqual([
      { id: emma, version: null },
      { id: expect.any(String), version: 1 },
      { id: persuasion, version: 2 },
    ])
    expect(await readBook(as, results[1]?.id ?? '')).toMatchObject({ title: 'Evelina', version: 1 })
    expect(await readBook(as, persuasion)).toMatchObject({ rating: 4.5, tags: ['navy'], version: 2 })
    expect(await titlesOf(as.user.id)).toEqual(['Evelina', 'Persuasion'])
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
  })

  it('may exchange the titles of books', async () => {
    const as = await signedIn()
    const [a = '', b = '', c = ''] = await added(as, { title: 'A' }, { title: 'B' }, { title: 'C' })
    await done(as, update(a, { title: 'B' }), update(b, { title: 'C' }), update(c, { title: 'A' }))
    expect((await readBook(as, a)).title).toBe('B')
    expect((await readBook(as, b)).title).toBe('C')
    expect((await readBook(as, c)).title).toBe('A')
  })

  it('x', async () => {
    const as = await signedIn()
    const [a = ''] = await added(as, { title: 'A' })
    expect(
      await failureOf(await batch(as, [creation({ title: 'Z' }), update(a, { title: 'B' }, 2)])),
    ).toEqual([412, 'version_mismatch', 'operations.1.version'])
    expect(await failureOf(await batch(as, [creation({ title: 'Z' }), creation({ title: 'A' })]))).toEqual([
      409,
      'title_taken',
      'operations.1.book.title',
    ])
  })
})
