import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, request } from '../support/client.ts'
import { password, signedIn, signIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { allPages, list, ownersIn, type Page } from './library.ts'
import { sorts } from './sorted.ts'
import { putMixed, setDisabled, twoReaders } from './two-readers.ts'

describe('with scope=all, the books of a disabled account', () => {
  it.each(sorts)('are not listed by %s, with or without a category', async (sort) => {
    const { reader, other, countOf } = await twoReaders()
    expect((await api.delete('/users', { as: other })).status).toBe(204)
    for (const category of ['', '&category=science']) {
      expect(await countOf(other.user.id, `&sort=${sort}${category}`)).toBe(0)
      expect(await countOf(reader.user.id, `&sort=${sort}${category}`)).toBe(3)
    }
  })

  it('are all listed again when it is enabled', async () => {
    const { other, countOf } = await twoReaders()
    await api.delete('/users', { as: other })
    expect(await countOf(other.user.id)).toBe(0)
    await setDisabled(other.user.id, null)
    expect(await countOf(other.user.id)).toBe(4)
    expect((await list(await signIn(other.user), '?scope=mine')).data).toHaveLength(4)
  })

  it('leave full pages without a gap', async () => {
    const { reader, other } = await twoReaders()
    const third = await signedIn()
    await putMixed(third.user.id, 4)
    await api.delete('/users', { as: other })
    const pages = await allPages(reader, 'scope=all&limit=3')
    expect(pages.map(({ data }) => data.length)).toEqual([3, 3, 1])
    expect(ownersIn(...pages)).not.toContain(other.user.id)
  })

  it('are left out from the next page on when it is disabled between two pages', async () => {
    const { reader, other } = await twoReaders()
    const [first, ...later] = await allPages(reader, 'scope=all&limit=2', async () => {
      await setDisabled(other.user.id, 1)
    })
    expect(ownersIn(first as Page)).toContain(other.user.id)
    expect(ownersIn(...later)).not.toContain(other.user.id)
    expect(ownersIn(first as Page, ...later).filter((id) => id === reader.user.id)).toHaveLength(3)
  })

  it('leave an empty last page without a next one when there are no other books', async () => {
    const { reader, other } = await twoReaders()
    await env.DB.prepare('delete from books where user_id = ?').bind(reader.user.id).run()
    const { page } = await list(reader, '?scope=all&limit=2')
    await setDisabled(other.user.id, 1)
    const rest = await list(reader, `?scope=all&limit=2&cursor=${page.next}`)
    expect(rest).toMatchObject({ data: [], page: { next: null } })
  })
})

describe('with scope=all, the books of an erased account', () => {
  it('are not listed, even if it is enabled', async () => {
    const { reader, other, countOf } = await twoReaders()
    const toSend = request('DELETE', '/users?purge=true', { as: other, body: { password } })
    expect((await fetchWith({}, toSend)).status).toBe(204)
    expect(await countOf(other.user.id)).toBe(0)
    await setDisabled(other.user.id, null)
    expect(await countOf(other.user.id)).toBe(0)
    expect(await countOf(reader.user.id)).toBe(3)
  })

  it('are not listed while some of them are still to be erased', async () => {
    const { other, countOf } = await twoReaders()
    await env.DB.prepare('update users set disabled_at = 1, erased_at = 1 where id = ?')
      .bind(other.user.id)
      .run()
    for (const sort of sorts) expect(await countOf(other.user.id, `&sort=${sort}`)).toBe(0)
  })
})
