import { describe, expect, it } from 'vitest'
import { sessionIdOf } from '../request-makers.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { signedIn, signIn } from '../support/makers.ts'

const list = async (as: Session) => dataOf(await api.get('/users/sessions', { as }))
const refresh = ({ refresh_token }: Session) => api.post('/users/refresh', { body: { refresh_token } })

describe('DELETE /users/sessions', () => {
  it('ends all sessions of the user, and no session of another user', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(here.user)
    const other = await signedIn()
    expect((await api.delete('/users/sessions', { as: here })).status).toBe(204)
    for (const session of [here, elsewhere]) {
      expect(await errorOf(await api.get('/users', { as: session }))).toEqual([401, 'invalid_token'])
      expect(await errorOf(await refresh(session))).toEqual([401, 'invalid_token'])
    }
    expect(await list(other)).toHaveLength(1)
    expect((await signIn(here.user)).access_token).toEqual(expect.any(String))
  })

  it('/:id ends one session', async () => {
    const here = await signedIn()
    const elsewhere = await signIn(here.user)
    const path = `/users/sessions/${sessionIdOf(elsewhere)}`
    expect((await api.delete(path, { as: here })).status).toBe(204)
    expect(await errorOf(await api.get('/users', { as: elsewhere }))).toEqual([401, 'invalid_token'])
    expect(await errorOf(await refresh(elsewhere))).toEqual([401, 'invalid_token'])
    expect(await list(here)).toMatchObject([{ current: true }])
    expect(await errorOf(await api.delete(path, { as: here }))).toEqual([404, 'session_not_found'])
  })

  it('/:id ends the current session too', async () => {
    const here = await signedIn()
    const path = `/users/sessions/${sessionIdOf(here).toUpperCase()}`
    expect((await api.delete(path, { as: here })).status).toBe(204)
    expect(await errorOf(await api.delete(path, { as: here }))).toEqual([401, 'invalid_token'])
  })

  it('/:id ends no session of another user', async () => {
    const here = await signedIn()
    const other = await signedIn()
    const response = await api.delete(`/users/sessions/${sessionIdOf(other)}`, { as: here })
    expect(await errorOf(response)).toEqual([404, 'session_not_found'])
    expect(await list(other)).toHaveLength(1)
  })

  it.each([crypto.randomUUID(), 'x', '0', '%00', 'null', '00000000-0000-0000-0000-000000000000', "'--"])(
    '/%s does not exist',
    async (id) => {
      const response = await api.delete(`/users/sessions/${id}`, { as: await signedIn() })
      expect(await errorOf(response)).toEqual([404, 'session_not_found'])
    },
  )
})
