import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { examplePath } from '../operations.ts'
import { errorOf, origin, request } from '../support/client.ts'
import { isGuard } from '../support/guards.ts'
import { fetchWith } from '../support/worker.ts'
import { issueAll, type Kind, makeOwners } from './issued.ts'
import { places } from './places.ts'

/** Each guess is the first: the counters of attempts are another test's subject. */
const send = async (toSend: Request) => {
  await env.DB.prepare('delete from guesses').run()
  return fetchWith({}, toSend)
}

describe('a place for a token', () => {
  it.each(Object.entries(places))('accepts no token of another purpose: %s', async (_, { accepts, put }) => {
    const owners = await makeOwners()
    const tokens = Object.entries(await issueAll(owners)) as [Kind, string][]
    const accepted: Kind[] = []
    for (const [kind, token] of tokens.filter(([kind]) => !accepts.includes(kind)))
      if ((await send(await put(token, owners))).status < 400) accepted.push(kind)
    expect(accepted).toEqual([])
    // The tokens are valid, and no attempt has used them up.
    for (const [kind, token] of tokens.filter(([kind]) => accepts.includes(kind)))
      expect([kind, (await send(await put(token, owners))).status < 400]).toEqual([kind, true])
  })

  it('takes a token of each kind', () => {
    const taken = new Set(Object.values(places).flatMap(({ accepts }) => accepts))
    expect(taken.size).toBeGreaterThan(20)
  })
})

describe('every guarded route', () => {
  const guarded = app.routes.filter(isGuard)

  it('rejects each other token as bearer token, and each token in a cookie or the query', async () => {
    const { access, ...others } = await issueAll(await makeOwners())
    const wrong: string[] = []
    for (const { method, path } of guarded)
      for (const [kind, token] of Object.entries({ access, ...others })) {
        const text = encodeURIComponent(token)
        const names = ['refresh', 'bound', 'trusted', 'device', 'access']
        const Cookie = names.map((name) => `__Host-${name}=${text}`).join('; ')
        const hidden = request(method, `${examplePath(path)}?access_token=${text}`, {
          headers: { Cookie, Origin: origin },
        })
        const bearer = request(method, examplePath(path), { headers: { Authorization: `Bearer ${token}` } })
        const cells: [string, Request, string][] = [['cookie', hidden, 'missing_token']]
        // The keys have a matrix of their own.
        if (kind !== 'access' && kind !== 'apiKey') cells.push(['bearer', bearer, 'invalid_token'])
        for (const [place, toSend, code] of cells) {
          const error = await errorOf(await fetchWith({}, toSend))
          if (error.join() !== `401,${code}`) wrong.push(`${method} ${path}: ${kind} as ${place}: ${error}`)
        }
      }
    expect(wrong).toEqual([])
  })
})
