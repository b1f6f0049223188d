import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf } from '../support/client.ts'
import { times } from './library.ts'
import { coverForm, newCover, observed, read } from './observed.ts'

describe('a new cover', () => {
  it.each(['PUT', 'PATCH'])('has new URLs, and the old files are deleted: %s', async (method) => {
    const { session, book, path, others } = await observed()
    const response = await api.send(method, path, { as: session, body: await coverForm() })
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"2"')
    const changed = await dataOf(response)
    const { image_url, thumbnail_url, updated_at } = changed
    expect(changed).toEqual({ ...book, image_url, thumbnail_url, updated_at, version: 2 })
    expect(image_url).not.toBe(book.image_url)
    expect(thumbnail_url).not.toBe(book.thumbnail_url)
    expect(await objectKeys()).toEqual([...others, ...filesOf(changed)].sort())
    expect((await api.get(new URL(image_url).pathname)).status).toBe(200)
    const old = await api.get(new URL(book.image_url).pathname)
    expect(await errorOf(old)).toEqual([404, 'cover_not_found'])
  })

  it('may come with other changes', async () => {
    const { session, path } = await observed()
    const fields = { title: 'Emma', description: '', category: 'romance' }
    const changed = await dataOf(await newCover(path, session, {}, fields))
    expect(changed).toMatchObject(fields)
    expect(await read(path, session)).toEqual(changed)
  })

  it('may be given to a book without a cover', async () => {
    const { session, book, path, others } = await observed()
    await env.DB.prepare('update books set cover_key = null where id = ?').bind(book.id).run()
    expect(await read(path, session)).toMatchObject({ image_url: null, thumbnail_url: null })
    await env.COVERS.delete(filesOf(book))
    const changed = await dataOf(await newCover(path, session))
    expect(await objectKeys()).toEqual([...others, ...filesOf(changed)].sort())
  })

  it.each([2, 8])('of %i in parallel is the last one', async (count) => {
    const { session, path, others } = await observed()
    const responses = await times(count, () => newCover(path, session))
    expect(responses.map(({ status }) => status)).toEqual(Array(count).fill(200))
    expect(await objectKeys()).toEqual([...others, ...filesOf(await read(path, session))].sort())
  })
})
