import { expect, it } from 'vitest'
import { titlesOf } from '../books/export/parts-of.ts'
import { textsOf } from '../books/export/unzip.ts'
import { bookRow, putRows } from '../books/put-book.ts'
import { errorResponse, openSignedIn, serve } from './service.ts'

const fileOf = async (url: string) => (await serve(new Request(url))).bytes()

it('links to each part of an export', async () => {
  const { client, user } = await openSignedIn()
  await putRows(
    Array.from({ length: 1003 }, (_, at) =>
      bookRow(user.id, { title: `Book ${at}`, createdAt: new Date(at) }),
    ),
  )
  const titles: string[] = []
  let part: string | undefined
  do {
    const files = textsOf(await fileOf(await client.downloadUrl('zip', part)))
    const json = Object.keys(files).find((name) => name.endsWith('.json')) ?? ''
    titles.push(...titlesOf(files[json] ?? ''))
    part = await client.nextExportPart('zip', part)
  } while (part)
  expect(titles).toEqual(Array.from({ length: 1003 }, (_, at) => `Book ${at}`))
})

it('throws the errors of the service', async () => {
  const { client, intercept } = await openSignedIn()
  expect(await client.nextExportPart('goodreads')).toBeUndefined()
  intercept('HEAD /books/export', () => errorResponse(429, 'rate_limited', { 'Retry-After': '60' }))
  await expect(client.nextExportPart('json')).rejects.toMatchObject({ status: 429 })
})
