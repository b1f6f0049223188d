import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys, ownedKeys } from '../covers/stored.ts'
import { api, errorOf, request } from '../support/client.ts'
import { fixture, signedIn } from '../support/makers.ts'
import { failing, fetchWith } from '../support/worker.ts'
import {
  atBatch,
  failingPut,
  imagesFailing,
  lost,
  maintainLater,
  meanwhile,
  unanswered,
  unchangingImages,
} from './faults.ts'
import { formOf } from './library.ts'
import { coverForm, newCover, observed, read } from './observed.ts'
import { putBook } from './put-book.ts'

describe('the old cover stays unchanged', () => {
  it.each<[string, Record<string, string | File>, [number, string]]>([
    ['text for an image', { cover_image: new File(['text'], 'cover.png') }, [415, 'unsupported_image']],
    ['an empty file for an image', { cover_image: new File([], 'cover.png') }, [415, 'unsupported_image']],
    ['half an image', { cover_image: new File(['GIF89a'], 'cover.gif') }, [400, 'invalid_image']],
    ['text for a file', { cover_image: 'text' }, [400, 'invalid_input']],
    ['an empty title', { title: '' }, [400, 'invalid_input']],
    ['an unknown part', { isbn: '1' }, [400, 'invalid_input']],
  ])('after %s', async (_, fields, expected) => {
    const { session, path, state } = await observed()
    const before = await state()
    const body = formOf({ cover_image: await fixture('tiny.png'), ...fields })
    expect(await errorOf(await api.patch(path, { as: session, body }))).toEqual(expected)
    expect(await state()).toEqual(before)
  })

  const unavailable: [number, string] = [503, 'service_unavailable']
  it.each<[string, () => Partial<Env>, [number, string]]>([
    ['the quota of Images is used up', () => ({ IMAGES: imagesFailing(9423) }), unavailable],
    ['Images cannot decode the new one', () => ({ IMAGES: imagesFailing(9412) }), [400, 'invalid_image']],
    ['Images return the new one unchanged', () => ({ IMAGES: unchangingImages() }), unavailable],
    ['the first file cannot be stored', () => ({ COVERS: failingPut(1) }), unavailable],
    ['the second file cannot be stored', () => ({ COVERS: failingPut(2) }), unavailable],
    ['R2 is unavailable', () => ({ COVERS: failing(env.COVERS) }), unavailable],
    ['D1 is unavailable for the first batch', () => ({ DB: atBatch(1, lost) }), unavailable],
    ['D1 commits the first batch without a response', () => ({ DB: atBatch(1, unanswered) }), unavailable],
  ])('when %s', async (_, bindings, expected) => {
    const { session, path, state } = await observed()
    const before = await state()
    expect(await errorOf(await newCover(path, session, bindings(), { title: 'Changed' }))).toEqual(expected)
    expect(await state()).toEqual(before)
  })

  it('when D1 is unavailable for the last batch, and the sweep deletes the new one', async () => {
    const { session, path, state } = await observed()
    const before = await state()
    expect(await errorOf(await newCover(path, session, { DB: atBatch(2, lost) }))).toEqual(unavailable)
    expect(await state()).toMatchObject({ row: before.row, files: before.files })
    await maintainLater()
    expect(await state()).toEqual(before)
  })

  it('when the session ends during the upload', async () => {
    const { session, path, state } = await observed()
    const before = await state()
    const endSession = () =>
      env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    const DB = atBatch(2, meanwhile(endSession))
    expect(await errorOf(await newCover(path, session, { DB }))).toEqual([401, 'invalid_token'])
    expect(await state()).toEqual(before)
  })

  it('when the title is taken', async () => {
    const { session, path, state } = await observed()
    await putBook(session, { title: 'Emma' })
    const before = await state()
    const response = await newCover(path, session, {}, { title: 'Emma' })
    expect(await errorOf(response)).toEqual([409, 'title_taken'])
    expect(await state()).toEqual(before)
  })

  it('when the book is another user’s', async () => {
    const { path, state } = await observed()
    const before = await state()
    expect(await errorOf(await newCover(path, await signedIn()))).toEqual([404, 'book_not_found'])
    expect(await state()).toEqual(before)
  })

  it('when the book changes during the upload and If-Match names the old version', async () => {
    const { session, path, others } = await observed()
    const change = () => api.patch(path, { as: session, body: { title: 'Changed meanwhile' } })
    const headers = { 'If-Match': '"1"' }
    const response = await fetchWith(
      { DB: atBatch(2, meanwhile(change)) },
      request('PATCH', path, { as: session, body: await coverForm(), headers }),
    )
    expect(await errorOf(response)).toEqual([412, 'version_mismatch'])
    const current = await read(path, session)
    expect(current.title).toBe('Changed meanwhile')
    expect(await objectKeys()).toEqual([...others, ...filesOf(current)].sort())
  })
})

// Cloudflare bills each call of Images.
describe('Images are not called', () => {
  const IMAGES = imagesFailing()

  it('when the book does not exist, or is another user’s', async () => {
    const { path } = await observed()
    for (const target of [path, `/books/${crypto.randomUUID()}`]) {
      const response = await newCover(target, await signedIn(), { IMAGES })
      expect(await errorOf(response)).toEqual([404, 'book_not_found'])
    }
  })

  it('when If-Match names another version', async () => {
    const { session, path } = await observed()
    const headers = { 'If-Match': '"2"' }
    const toSend = request('PATCH', path, { as: session, body: await coverForm(), headers })
    expect(await errorOf(await fetchWith({ IMAGES }, toSend))).toEqual([412, 'version_mismatch'])
  })
})

describe('no file is left over', () => {
  it('when D1 commits without a response: the book has the new cover', async () => {
    const { session, book, path } = await observed()
    const response = await newCover(path, session, { DB: atBatch(2, unanswered) })
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    const current = await read(path, session)
    expect(current.image_url).not.toBe(book.image_url)
    await maintainLater()
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(current)))
    expect(await objectKeys()).toEqual(await ownedKeys())
  })

  it('when the book is deleted during the upload', async () => {
    const { session, path, others } = await observed()
    const DB = atBatch(
      2,
      meanwhile(() => api.delete(path, { as: session })),
    )
    expect(await errorOf(await newCover(path, session, { DB }))).toEqual([404, 'book_not_found'])
    expect(await objectKeys()).toEqual(others)
  })

  it('when the cover is changed during the upload', async () => {
    const { session, path, others } = await observed()
    const DB = atBatch(
      2,
      meanwhile(() => newCover(path, session)),
    )
    expect((await newCover(path, session, { DB })).status).toBe(200)
    expect(await objectKeys()).toEqual([...others, ...filesOf(await read(path, session))].sort())
  })

  it('when the old files cannot be deleted at once', async () => {
    const { session, path } = await observed()
    const response = await newCover(path, session, { COVERS: failing(env.COVERS, ['delete']) })
    expect(response.status).toBe(200)
    await maintainLater()
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(await read(path, session))))
    expect(await objectKeys()).toEqual(await ownedKeys())
  })

  it('and no file is missing when a sweep runs during the upload', async () => {
    const { session, path } = await observed()
    await newCover(path, session, { DB: atBatch(2, meanwhile(maintainLater)) })
    await maintainLater()
    expect(await objectKeys()).toEqual(expect.arrayContaining(filesOf(await read(path, session))))
  })
})
