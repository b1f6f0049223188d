import { describe, expect, it } from 'vitest'
import { parseRange } from '../../src/http/range.ts'

// RFC 9110, section 14.1.2, for a file of 10,000 bytes where the section says so.
describe('parseRange', () => {
  it.each([
    ['bytes=0-499', { offset: 0, length: 500 }],
    ['bytes=500-999', { offset: 500, length: 500 }],
    ['bytes=-500', { offset: 9500, length: 500 }],
    ['bytes=9500-', { offset: 9500, length: 500 }],
    ['bytes=0-0', { offset: 0, length: 1 }],
    ['bytes=-1', { offset: 9999, length: 1 }],
    ['bytes=9999-9999', { offset: 9999, length: 1 }],
    ['bytes=0-', { offset: 0, length: 10_000 }],
    ['bytes=0-9999', { offset: 0, length: 10_000 }],
    ['bytes=9000-10000', { offset: 9000, length: 1000 }],
    ['bytes=9000-999999999999', { offset: 9000, length: 1000 }],
    ['bytes=-10000', { offset: 0, length: 10_000 }],
    ['bytes=-999999999999', { offset: 0, length: 10_000 }],
    ['bytes=007-008', { offset: 7, length: 2 }],
    // Units are case-insensitive (section 14.1).
    ['Bytes=0-499', { offset: 0, length: 500 }],
    ['BYTES=-500', { offset: 9500, length: 500 }],
  ])('understands %s', (header, range) => {
    expect(parseRange(header, 10_000)).toEqual(range)
  })

  it.each([
    ['bytes=10000-', 10_000],
    ['bytes=10000-10000', 10_000],
    ['bytes=99999-100000', 10_000],
    ['bytes=-0', 10_000],
    ['bytes=0-', 0],
    ['bytes=0-0', 0],
  ])('calls %s of %i bytes unsatisfiable', (header, size) => {
    expect(parseRange(header, size)).toBe('unsatisfiable')
  })

  it.each([
    [undefined],
    [''],
    ['bytes'],
    ['bytes='],
    ['bytes=-'],
    ['bytes=5-4'],
    ['bytes=20000-10000'],
    ['bytes=a-b'],
    ['bytes=0x1-2'],
    ['bytes=1.5-2'],
    ['bytes=1-2-3'],
    ['bytes=--1'],
    ['bytes=+1-2'],
    ['bytes 0-1'],
    ['items=0-1'],
    ['xbytes=0-1'],
    ['bytes=0-1x'],
    ['bytes=0-0,-1'],
    ['bytes=0-1, 2-3'],
    ['bytes=0-1\nbytes=2-3'],
    ['bytes=٠-١'],
  ])('ignores %j', (header) => {
    expect(parseRange(header, 10_000)).toBeUndefined()
  })

  it('never returns numbers that have lost digits', () => {
    for (const header of ['bytes=9007199254740993-9007199254740993', `bytes=${'9'.repeat(400)}-`])
      expect([undefined, 'unsatisfiable']).toContain(parseRange(header, 10_000))
  })

  it('selects the bytes of the RFC, for every small range of every small file', () => {
    for (let size = 1; size <= 6; size++) {
      const positions = Array.from({ length: size }, (_, position) => position)
      for (let first = 0; first <= 8; first++) {
        for (let last = first; last <= 8; last++) {
          const selected = positions.filter((position) => position >= first && position <= last)
          const expected = selected.length > 0 ? { offset: first, length: selected.length } : 'unsatisfiable'
          expect(parseRange(`bytes=${first}-${last}`, size)).toEqual(expected)
        }
      }
    }
  })
})
