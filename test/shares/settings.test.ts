import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, origin } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { putShare, sharedKey, shown } from './sharing.ts'

const kindsOf = async (as: Awaited<ReturnType<typeof signedIn>>): Promise<string[]> => {
  const events: { kind: string }[] = await dataOf(await api.get('/users/security-events', { as }))
  return events.map(({ kind }) => kind).filter((kind) => kind.startsWith('share_'))
}

describe('the settings of a share', () => {
  it('are off at first, without a name', async () => {
    expect(await dataOf(await api.get('/users/share', { as: await signedIn() }))).toEqual({
      enabled: false,
      url: null,
      json_url: null,
      feed_url: null,
      display_name: null,
      include_reviews: false,
      include_ratings: false,
      tag: null,
    })
  })

  it('have three addresses with one key of 128 bits', async () => {
    const as = await signedIn()
    const settings = await putShare(as, { display_name: '  Mary ', tag: 'gothic', include_ratings: false })
    const key = settings.url?.slice(-22)
    expect(key).toMatch(/^[\w-]{22}$/)
    expect(settings).toEqual({
      enabled: true,
      url: `${origin}/s/${key}`,
      json_url: `${origin}/shares/${key}`,
      feed_url: `${origin}/shares/${key}/feed.xml`,
      display_name: 'Mary',
      include_reviews: true,
      include_ratings: false,
      tag: 'gothic',
    })
    expect(await dataOf(await api.get('/users/share', { as }))).toEqual(settings)
  })

  it('keep the name and the tag that are left out, and forget those that are null', async () => {
    const as = await signedIn()
    const first = await putShare(as, { display_name: 'Mary', tag: 'gothic' })
    expect(await putShare(as)).toEqual(first)
    expect(await putShare(as, { display_name: null, tag: null })).toEqual({
      ...first,
      display_name: null,
      tag: null,
    })
  })

  it('never have the name of the account', async () => {
    const as = await signedIn()
    const key = await sharedKey({}, as)
    const [first = ''] = as.user.name.split(' ')
    expect(await (await api.get(`/s/${key}`)).text()).not.toContain(first)
    expect(await (await api.get(`/shares/${key}/feed.xml`)).text()).not.toContain(first)
  })

  it('keep the address while the share is off', async () => {
    const as = await signedIn()
    const { url } = await putShare(as)
    expect(await putShare(as, { enabled: false })).toMatchObject({
      enabled: false,
      url: null,
      feed_url: null,
    })
    expect((await putShare(as)).url).toBe(url)
  })

  it('have a new address after a rotation, also while the share is off', async () => {
    const as = await signedIn()
    const { url } = await putShare(as)
    const { url: second } = await putShare(as, { rotate: true })
    await putShare(as, { enabled: false, rotate: true })
    const { url: third } = await putShare(as)
    expect(new Set([url, second, third]).size).toBe(3)
  })

  it('are told to their owner as events', async () => {
    const as = await signedIn()
    await putShare(as, { rotate: true })
    await putShare(as, { include_reviews: false })
    await putShare(as, { rotate: true })
    await putShare(as, { enabled: false })
    await putShare(as, { enabled: false })
    await putShare(as)
    expect(await kindsOf(as)).toEqual(['share_enabled', 'share_disabled', 'share_rotated', 'share_enabled'])
  })

  it.each([
    ['enabled', { enabled: 'true' }],
    ['include_reviews', { include_reviews: undefined }],
    ['include_ratings', { include_ratings: null }],
    ['display_name', { display_name: '   ' }],
    ['display_name', { display_name: 'x'.repeat(101) }],
    ['display_name', { display_name: 'half \ud800' }],
    ['tag', { tag: '' }],
    ['tag', { tag: 'x'.repeat(51) }],
    ['rotate', { rotate: 1 }],
    ['key', { key: 'A'.repeat(22) }],
  ])('reject a wrong %s', async (path, change) => {
    const response = await api.put('/users/share', { as: await signedIn(), body: { ...shown, ...change } })
    const { error } = await response.clone().json<{ error: { issues: object[] } }>()
    expect(error.issues).toMatchObject([{ path }])
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })

  it('are one share, however many requests race for the first', async () => {
    const as = await signedIn()
    const all = await Promise.all(Array.from({ length: 12 }, () => putShare(as)))
    expect(new Set(all.map(({ url }) => url)).size).toBe(1)
    expect(await kindsOf(as)).toEqual(['share_enabled'])
  })

  it('leave one live address after parallel rotations', async () => {
    const as = await signedIn()
    const all = await Promise.all(Array.from({ length: 12 }, () => sharedKey({ rotate: true }, as)))
    const last = await sharedKey({}, as)
    const statuses = await Promise.all(all.map(async (key) => (await api.get(`/shares/${key}`)).status))
    expect(all.filter((_, at) => statuses[at] === 200)).toEqual([last])
  })

  it('belong to each reader alone', async () => {
    const [owner, reader] = [await signedIn(), await signedIn()]
    const before = await putShare(owner, { display_name: 'Owner' })
    await putShare(reader, { display_name: 'Reader', rotate: true, enabled: false })
    expect(await dataOf(await api.get('/users/share', { as: owner }))).toEqual(before)
  })
})
