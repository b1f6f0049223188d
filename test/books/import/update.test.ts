import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { add, csvOf, isbnA, outcomesOf, read } from './goodreads-rows.ts'
import { countOf, importFile, importForm, previewOf, reportOf } from './transfer.ts'

// The index of titles alone stays until the deploy after.
beforeAll(async () => {
  await env.DB.exec('drop index if exists books_title')
})

describe('existing=update', () => {
  it('fills empty fields, says which before, and leaves the others', async () => {
    const as = await signedIn()
    const book = { title: 'Dune', rating: 4, tags: ['mine'], extra: { Shop: 'x' } }
    const { id } = await add(as, book)
    const file =
      'Title,Author,Exclusive Shelf,My Rating,Bookshelves,Shop,Place\nDune,Frank Herbert,read,5,theirs,y,z\n'
    const expected = {
      changes: ['authors', 'status', 'extra'],
      differs: ['rating', 'tags', 'extra'],
      match: { code: 'in_library', book_ids: [id] },
    }
    expect(await previewOf(as, file)).toMatchObject({
      updated: 0,
      skipped: 1,
      rows: [{ status: 'skipped', ...expected }],
    })
    expect(await previewOf(as, file, { existing: 'update' })).toMatchObject({
      updated: 1,
      rows: [{ status: 'updated', ...expected }],
    })
    expect(await read(as, id)).toMatchObject({ version: 1, authors: [] })
    expect(await reportOf(as, file, { existing: 'update' })).toMatchObject({
      updated: 1,
      rows: [{ status: 'updated', ...expected }],
    })
    expect(await read(as, id)).toMatchObject({
      ...book,
      version: 2,
      authors: ['Frank Herbert'],
      status: 'read',
      extra: { Shop: 'x', Place: 'z' },
    })
    const again = await reportOf(as, file, { existing: 'update' })
    expect(again).toMatchObject({ updated: 0, skipped: 1, rows: [{ changes: [] }] })
    expect(await read(as, id)).toMatchObject({ version: 2 })
  })

  it('takes the fields that it is asked to, and their words for search', async () => {
    const as = await signedIn()
    const { id } = await add(as, { title: 'Dune', rating: 4, review: 'Old.' })
    const file = csvOf('Dune,,read,,5,Magnificent.,')
    await reportOf(as, file, { existing: 'update', overwrite: 'review' })
    expect(await read(as, id)).toMatchObject({ rating: 4, review: 'Magnificent.' })
    const words = await env.DB.prepare('select other_words from books where id = ?')
      .bind(id)
      .first('other_words')
    expect(words).toContain('"magnificent"')
  })

  it('does not make two books the same', async () => {
    const as = await signedIn()
    await add(as, { title: 'Dune', authors: ['Frank Herbert'] })
    const { id } = await add(as, { title: 'Dune', isbn: isbnA })
    const report = await reportOf(as, csvOf(`Dune,Frank Herbert,read,${isbnA},5,,`), { existing: 'update' })
    expect(outcomesOf(report)).toEqual(['updated in_library'])
    expect(await read(as, id)).toMatchObject({ authors: ['Frank Herbert'], rating: 5 })
    const same = await reportOf(as, csvOf(`Dune,Frank Herbert,read,,4,,`), { existing: 'update' })
    expect(outcomesOf(same)).toEqual(['updated in_library'])
  })

  it('keeps the quota, in the preview too', async () => {
    const as = await signedIn()
    const { id } = await add(as, { title: 'Dune' })
    const sizes = () =>
      env.DB.prepare('select text_bytes from users where id = ?').bind(as.user.id).first('text_bytes')
    const before = await sizes()
    for (const mode of ['preview', 'apply'] as const) {
      const body = importForm(csvOf('Dune,Ada,read,,,A review that is too long.,'), mode, {
        existing: 'update',
      })
      const toSend = request('POST', '/books/import', { as, body })
      const response = await fetchWith({ QUOTA_TEXT_BYTES: '20' }, toSend)
      expect(await errorOf(response)).toEqual([403, 'quota_exceeded'])
    }
    expect(await read(as, id)).toMatchObject({ version: 1, authors: [] })
    expect(await sizes()).toBe(before)
  })

  it('changes what other readers see only with public fields', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { id } = await add(as, { title: 'Dune', authors: ['Frank Herbert'] })
    const etag = async () => (await api.get(`/books/${id}`, { as: other })).headers.get('ETag')
    const before = await etag()
    await reportOf(as, csvOf('Dune,Frank Herbert,read,,5,,'), { existing: 'update' })
    expect(await etag()).toBe(before)
    await reportOf(as, csvOf(`Dune,Frank Herbert,read,${isbnA},5,,`), { existing: 'update' })
    expect(await etag()).not.toBe(before)
  })
})

describe('parallel imports', () => {
  it('create each book once', async () => {
    const as = await signedIn()
    const file = csvOf(...Array.from({ length: 50 }, (_, at) => `Book ${at},Ada,read,,,,`))
    const reports = await Promise.all(
      Array.from({ length: 4 }, async () => dataOf(await importFile(as, file))),
    )
    expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(50)
    expect(reports.every(({ created, skipped }) => created + skipped === 50)).toBe(true)
    expect(await countOf(as.user.id)).toBe(50)
  })

  it('update each book once to each version', async () => {
    const as = await signedIn()
    const { id } = await add(as, { title: 'Dune' })
    const files = ['5,,', ',Good.,', ',,tag'].map((rest) => csvOf(`Dune,Ada,read,,${rest}`))
    const reports = await Promise.all(files.map((file) => reportOf(as, file, { existing: 'update' })))
    const { version } = await read(as, id)
    expect(version - 1).toBe(reports.reduce((sum, { updated }) => sum + updated, 0))
  })
})
