import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { requireReadOrWrite, requireScope } from '../../src/auth/require-scope.ts'
import { type RouteScope, routeScopes, type Scope, scopes } from '../../src/auth/scopes.ts'
import { requireDownload } from '../../src/sessions/download-tokens/require-download.ts'
import { nameOf } from '../operations.ts'
import { forgedKey, insertKey } from '../support/api-keys.ts'
import { api, errorOf } from '../support/client.ts'
import { isGuard } from '../support/guards.ts'
import { hide } from '../support/logs.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

/** The scope of each guarded route; null where no key may act. Stands here again, so that no route gains one unnoticed. */
const expected: Record<RouteScope, string[]> = {
  'books:read': [
    'GET /books',
    'GET /books/:id',
    'GET /books/changes',
    'GET /books/export',
    'GET /books/facets',
    'GET /books/stats',
    'GET /lookup',
    'GET /users/documents',
    'POST /mcp',
  ],
  'books:write': [
    'DELETE /books/:id',
    'DELETE /books/:id/cover',
    'DELETE /users/documents/:document',
    'PATCH /books/:id',
    'POST /books',
    'POST /books/:id/cover',
    'POST /books/batch',
    'POST /books/from-isbn',
    'POST /books/import',
    'POST /mcp',
    'PUT /books/:id',
    'PUT /users/documents/:document',
  ],
  'profile:read': ['GET /users'],
}

/** The guards that let a key with a scope pass. The tools of an assistant have scopes of their own. */
const guardsFor: Record<RouteScope, unknown[]> = {
  'books:read': [requireScope('books:read'), requireDownload, requireReadOrWrite],
  'books:write': [requireScope('books:write'), requireReadOrWrite],
  'profile:read': [requireScope('profile:read')],
}

const routesOf = (scope: RouteScope) =>
  app.routes.filter(({ handler }) => guardsFor[scope].includes(handler)).map(nameOf)

const guarded = app.routes.filter((route) => isGuard(route) || route.handler === requireDownload).map(nameOf)

const scopesOf = (route: string): readonly Scope[] =>
  routeScopes.filter((scope) => expected[scope].includes(route))

type KeyOf = (userId: string) => Promise<string> | string

/** The valid request of a route, and the user who may send it. */
const validRequest = async (route: string) => {
  const [, make] = validRequests.find(([name]) => name === route) ?? []
  if (!make) throw new Error(`No valid request of ${route}`)
  const toSend = await make('')
  const [, payload = ''] = (toSend.headers.get('Authorization') ?? '').split('.')
  const { sub } = JSON.parse(
    new TextDecoder().decode(Uint8Array.fromBase64(payload, { alphabet: 'base64url' })),
  )
  return { userId: sub as string, toSend }
}

/** Sends a copy of the request, with a key instead of its session. */
const outcomeOf = async ({ userId, toSend }: Awaited<ReturnType<typeof validRequest>>, keyOf: KeyOf) => {
  const key = await keyOf(userId)
  hide(key)
  const copy = toSend.clone()
  copy.headers.set('Authorization', `Bearer ${key}`)
  const response = await fetchWith({}, copy)
  return response.ok ? 'ok' : (await errorOf(response)).join()
}

/** Keys that no route accepts, with all scopes. */
const invalid: Record<string, KeyOf> = {
  forged: forgedKey,
  'with a wrong checksum': async (id) => (await insertKey(id, [...routeScopes])).replace(/.{6}$/, 'AAAAAA'),
  'without its prefix': async (id) => (await insertKey(id, [...routeScopes])).replace('bpak_', ''),
  expired: (id) => insertKey(id, [...routeScopes], { expiresAt: Date.now() - 1 }),
  'stored for another user': async (id) =>
    insertKey((await newUser()).id, [...routeScopes], { key: forgedKey(id) }),
  'stored for its user, with the id of another': async (id) =>
    insertKey(id, [...routeScopes], { key: forgedKey((await newUser()).id) }),
  revoked: async (id) => {
    const key = await insertKey(id, [...routeScopes])
    await env.DB.prepare('delete from api_keys where user_id = ?').bind(id).run()
    return key
  },
  'of a disabled account': async () => {
    const as = await signedIn()
    const key = await insertKey(as.user.id, [...routeScopes])
    await api.delete('/users', { as })
    return key
  },
}

it('each route asks for the scope that it should, and no other route for any', () => {
  for (const scope of routeScopes)
    expect([scope, [...new Set(routesOf(scope))].toSorted()]).toEqual([scope, expected[scope]])
})

describe.each([...new Set(guarded)])('%s', (route) => {
  it('accepts a key with its scope alone', async () => {
    const outcomes: [Scope, string][] = []
    let valid = await validRequest(route)
    for (const scope of scopes) {
      const outcome = await outcomeOf(valid, (id) => insertKey(id, [scope]))
      outcomes.push([scope, outcome])
      if (outcome === 'ok') valid = await validRequest(route)
    }
    const accepted = outcomes.filter(([, outcome]) => outcome === 'ok').map(([scope]) => scope)
    expect(accepted).toEqual(scopesOf(route))
    const others = outcomes.filter(([, outcome]) => outcome !== 'ok')
    expect(new Set(others.map(([, outcome]) => outcome))).toEqual(new Set(['403,insufficient_scope']))
  })

  it('accepts a key with all scopes, if it accepts any', async () => {
    const outcome = await outcomeOf(await validRequest(route), (id) => insertKey(id, [...routeScopes]))
    expect(outcome).toBe(scopesOf(route).length > 0 ? 'ok' : '403,insufficient_scope')
  })

  it('rejects each key that is not valid', async () => {
    const wrong: string[] = []
    const valid = await validRequest(route)
    for (const [kind, keyOf] of Object.entries(invalid)) {
      const outcome = await outcomeOf(valid, keyOf)
      if (outcome !== '401,invalid_token') wrong.push(`${kind}: ${outcome}`)
    }
    expect(wrong).toEqual([])
  })
})
