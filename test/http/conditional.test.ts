import { describe, expect, it } from 'vitest'
import { matchingVersions, noneMatchFails, versionTag } from '../../src/http/conditional.ts'
import { api, errorOf } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'

describe('noneMatchFails', () => {
  it.each(['*', ' * ', '"7"', 'W/"7"', '"1", "7"', '"1","7","8"', '"1" ,\t W/"7"', '"7", "7"'])(
    'finds "7" in %s, compared weakly',
    (header) => {
      expect(noneMatchFails(header, '"7"')).toBe(true)
    },
  )

  it.each([undefined, '', '7', "'7'", '"8"', '"77"', '"07"', '" 7"', '"*"', 'W/"8"', '"7', '"1,7"'])(
    'does not find "7" in %j',
    (header) => {
      expect(noneMatchFails(header, '"7"')).toBe(false)
    },
  )

  it('reads commas, slashes and stars inside a tag as parts of the tag', () => {
    expect(noneMatchFails('"x", "a, b"', '"a, b"')).toBe(true)
    expect(noneMatchFails('"a, b"', '"b"')).toBe(false)
    expect(noneMatchFails('"W/7"', '"7"')).toBe(false)
    expect(noneMatchFails('"*"', '"*"')).toBe(true)
  })

  it('compares weakly when the tag of the service is weak too', () => {
    expect(noneMatchFails('"7"', 'W/"7"')).toBe(true)
    expect(noneMatchFails('W/"7"', 'W/"7"')).toBe(true)
  })
})

describe('matchingVersions', () => {
  it.each([undefined, '*', ' * '])('allows any version when the header is %j', (header) => {
    expect(matchingVersions(header)).toBeUndefined()
  })

  it.each([
    ['"7"', [7]],
    ['"7", "8"', [7, 8]],
    ['"7","x","8"', [7, 8]],
    ['W/"7", "8"', [8]],
  ])('allows the versions in %s', (header, versions) => {
    expect(matchingVersions(header)).toEqual(versions)
  })

  it.each([
    'W/"7"',
    '"0"',
    '"07"',
    '"-7"',
    '"7.0"',
    '"1e3"',
    '" 7"',
    '"0x7"',
    '"*"',
    '"x"',
    '"9007199254740993"',
  ])('allows no version when the header is %j', (header) => {
    expect(matchingVersions(header)).toEqual([])
  })

  it.each(['', '7', '"7', '"7" "8"', '"7",', '7, "8"', '*, "7"'])(
    'shows the right form when the header is no list of tags: %j',
    (header) => {
      expect(() => matchingVersions(header)).toThrow(
        expect.objectContaining({
          code: 'invalid_input',
          issues: [{ path: 'If-Match', message: expect.stringContaining('"1"') }],
        }),
      )
    },
  )

  it('reads every tag that versionTag makes', () => {
    for (const version of [1, 7, 10, 999_999])
      expect(matchingVersions(versionTag(version))).toEqual([version])
  })

  it('accepts more tags than D1 allows parameters', async () => {
    const user = await signedIn()
    const { id } = await newBook(user)
    const tags = (from: number) => Array.from({ length: 200 }, (_, index) => `"${from + index}"`).join(', ')
    const change = (ifMatch: string) =>
      api.patch(`/books/${id}`, { as: user, body: { title: 'Changed' }, headers: { 'If-Match': ifMatch } })
    expect(await errorOf(await change(tags(1000)))).toEqual([412, 'version_mismatch'])
    expect((await change(tags(1))).status).toBe(200)
  })
})
