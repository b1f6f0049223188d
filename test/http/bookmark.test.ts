import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { readBookmark } from '../../src/db/client.ts'
import { api, request, type Session } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const bookmark = '0000007b-0000b26e-00001538-0c3e87bb37b3db5cc52eedb93cd3b96b'

describe('X-D1-Bookmark', () => {
  it('comes with every response that used D1, and with no other', async () => {
    const as = await signedIn()
    expect((await api.get('/books', { as })).headers.get('X-D1-Bookmark')).toMatch(/./)
    expect((await api.get('/.well-known/jwks.json')).headers.get('X-D1-Bookmark')).toBeNull()
  })

  const startOf = async (as: Session, readReplicas: string, header: string) => {
    const withSession = vi.fn((start: string) =>
      env.DB.withSession(start === bookmark ? 'first-primary' : start),
    )
    const DB = { withSession } as unknown as D1Database
    const toSend = request('GET', '/books', { as, headers: { 'X-D1-Bookmark': header } })
    expect((await fetchWith({ DB, READ_REPLICAS: readReplicas }, toSend)).status).toBe(200)
    return withSession.mock.calls
  }

  it('is ignored when every read uses the primary', async () => {
    expect(await startOf(await signedIn(), 'off', bookmark)).toEqual([['first-primary']])
  })

  it('is the state that a replica must have reached, when replicas may serve reads', async () => {
    const as = await signedIn()
    expect(await startOf(as, 'on', bookmark)).toEqual([[bookmark]])
    expect(await startOf(as, 'on', 'nonsense')).toEqual([['first-unconstrained']])
  })

  it.each(['', 'first-primary', bookmark.toUpperCase(), `${bookmark}0`, "' or 1=1"])(
    'is ignored if it is malformed: %j',
    (text) => {
      expect(readBookmark(text)).toBeNull()
    },
  )
})
