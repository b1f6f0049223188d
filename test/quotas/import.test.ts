import { describe, expect, it } from 'vitest'
import { importForm } from '../books/import/transfer.ts'
import { titlesOf } from '../books/library.ts'
import { dataOf, errorOf, request, type Session } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { sizesOf, withQuota } from './library.ts'

const csvOf = (titles: string[]) =>
  ['title,description,category', ...titles.map((title) => `"${title}",text,science`)].join('\r\n')

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Title ${index}`)

const send = (as: Session, titles: string[], quota: Partial<Env>, mode: 'preview' | 'apply' = 'apply') =>
  fetchWith(quota, request('POST', '/books/import', { as, body: importForm(csvOf(titles), mode) }))

const full = [403, 'quota_exceeded']

const expectTrue = async (userId: string, count: number) => {
  const { stored, counted } = await sizesOf(userId)
  expect(stored).toEqual(counted)
  expect(stored).toMatchObject({ book_count: count })
}

describe('an import', () => {
  it('that fills the library exactly is added', async () => {
    const as = await signedIn()
    const report = await dataOf(await send(as, numbered(250), withQuota({ books: 250 })))
    expect(report).toMatchObject({ created: 250, skipped: 0 })
    await expectTrue(as.user.id, 250)
  })

  it('that does not fit is an error of the preview already, and adds nothing', async () => {
    const as = await signedIn()
    await newBook(as, { title: 'Title 0' })
    for (const quota of [{ books: 3 }, { text: 30 }])
      for (const mode of ['preview', 'apply'] as const)
        expect(await errorOf(await send(as, numbered(4), withQuota(quota), mode))).toEqual(full)
    expect(await titlesOf(as.user.id)).toEqual(['Title 0'])
    await expectTrue(as.user.id, 1)
  })

  it('counts only books that the reader lacks, and each title once', async () => {
    const as = await signedIn()
    await newBook(as, { title: 'Title 0', description: '' })
    const titles = [...numbered(3), 'Title 1', 'Title 2', 'Title 0']
    const quota = withQuota({ books: 3, text: 7 + 2 * 11 })
    expect(await dataOf(await send(as, titles, quota, 'preview'))).toMatchObject({ created: 2, skipped: 4 })
    expect(await dataOf(await send(as, titles, quota))).toMatchObject({ created: 2, skipped: 4 })
    await expectTrue(as.user.id, 3)
    for (const small of [quota, withQuota({ books: 0, text: 0 })])
      expect(await dataOf(await send(as, titles, small))).toMatchObject({ created: 0, skipped: 6 })
  })

  it('that breaks off at the quota continues when there is room', async () => {
    const as = await signedIn()
    expect(await errorOf(await send(as, numbered(1450), withQuota({ books: 1300 })))).toEqual(full)
    await expectTrue(as.user.id, 1250)
    const report = await dataOf(await send(as, numbered(1450), withQuota({ books: 1450 })))
    expect(report).toMatchObject({ created: 200, skipped: 1250 })
    await expectTrue(as.user.id, 1450)
  })

  it('of titles with any characters leaves none missing', async () => {
    const as = await signedIn()
    const file = JSON.stringify({
      format: 'bookplate',
      version: 1,
      books: ['a\0b', 'a', '😀', '\u0001', "'"].map((title) => ({
        title,
        description: '',
        category: 'horror',
      })),
    })
    const toSend = () => request('POST', '/books/import', { as, body: importForm(file, 'apply') })
    expect(await dataOf(await fetchWith({}, toSend()))).toMatchObject({ created: 5 })
    expect(await dataOf(await fetchWith({}, toSend()))).toMatchObject({ skipped: 5 })
    await expectTrue(as.user.id, 5)
  })
})

describe('a repeat of an import under its key', () => {
  const repeat = async (good: number, bad: number) => {
    const as = await signedIn()
    const file = csvOf([...numbered(good), ...Array<string>(bad).fill('')])
    const headers = { 'Idempotency-Key': 'import' }
    const once = async () =>
      dataOf(
        await fetchWith(
          {},
          request('POST', '/books/import', { as, headers, body: importForm(file, 'apply') }),
        ),
      )
    return [await once(), await once()]
  }

  it('has the counts, and the failed rows alone', async () => {
    const [first, second] = await repeat(3, 2)
    expect(first.rows).toHaveLength(5)
    const failed = first.rows.filter(({ status }: { status: string }) => status === 'failed')
    expect(second).toEqual({ ...first, rows: failed })
  })

  it('has at most 200 problems, and all counts', async () => {
    const [first, second] = await repeat(1, 250)
    expect(first.rows).toHaveLength(251)
    expect(second).toMatchObject({ created: 1, failed: 250 })
    expect(second.rows).toHaveLength(200)
    expect(second.rows[0]).toMatchObject({
      row: 2,
      status: 'failed',
      title: '',
      problem: { code: 'title_empty' },
    })
  })
})
