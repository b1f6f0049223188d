import { describe, expect, it } from 'vitest'
import { promote, publish, RotationError, retire } from '../../scripts/key-rotation.mjs'
import { jwksMaxAgeSeconds, purposes } from '../../src/auth/purposes.ts'
import { newJwk } from './jwts.ts'
import type { KeySet } from './key-sets.ts'

const lifetimes = { jwksMaxAgeSeconds, accessTokenTtlSeconds: purposes.access.ttlSeconds }
const at = (minutes: number) => new Date(Date.UTC(2026, 11, 1, 12, minutes))

describe('the steps of a rotation', () => {
  const first = async (): Promise<KeySet> => ({ keys: [await newJwk('old')] })
  const published = async () => publish(await first(), await newJwk('new'), at(0))
  const promoted = async () => promote(await published(), at(20), lifetimes)
  const kids = ({ keys }: KeySet) => keys.map(({ kid, d }) => `${kid} ${d ? 'private' : 'public'}`)

  it('publish a key, promote it, and retire the old key', async () => {
    expect(kids(await published())).toEqual(['old private', 'new private'])
    expect(kids(await promoted())).toEqual(['new private', 'old public'])
    expect(kids(retire(await promoted(), at(40)))).toEqual(['new private'])
  })

  it('can be repeated', async () => {
    let set = await first()
    for (const minutes of [0, 40, 80]) {
      set = publish(set, await newJwk(`key-${minutes}`), at(minutes))
      set = retire(promote(set, at(minutes + 20), lifetimes), at(minutes + 40))
      expect(kids(set)).toEqual([`key-${minutes} private`])
    }
  })

  it('do not change the set that they get', async () => {
    const [one, two, three] = [await first(), await published(), await promoted()]
    const before = structuredClone([one, two, three])
    publish(one, await newJwk('new'), at(0))
    promote(two, at(20), lifetimes)
    retire(three, at(40))
    expect([one, two, three]).toEqual(before)
  })

  it.each<[string, () => Promise<KeySet>]>([
    ['promote before publish', async () => promote(await first(), at(0), lifetimes)],
    ['retire before publish', async () => retire(await first(), at(0))],
    ['publish twice', async () => publish(await published(), await newJwk('newer'), at(20))],
    ['retire before promote', async () => retire(await published(), at(60))],
    ['promote twice', async () => promote(await promoted(), at(60), lifetimes)],
    ['retire twice', async () => retire(retire(await promoted(), at(40)), at(80))],
    ['promote at once', async () => promote(await published(), at(0), lifetimes)],
    [
      'promote a millisecond too early',
      async () => promote(await published(), new Date(+at(20) - 1), lifetimes),
    ],
    ['retire at once', async () => retire(await promoted(), at(20))],
    ['retire a millisecond too early', async () => retire(await promoted(), new Date(+at(40) - 1))],
  ])('fail: %s', async (_, step) => {
    await expect(step()).rejects.toThrow(RotationError)
  })
})
