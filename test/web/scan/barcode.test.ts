import { describe, expect, it } from 'vitest'
import { isbnOfCode } from '../../../web/src/scan/barcode/isbn-of-code.ts'
import { steadyCodes } from '../../../web/src/scan/barcode/steady-code.ts'

describe('a barcode', () => {
  it('counts if it is that of a book', () => {
    expect(isbnOfCode('9780141439471')).toBe('9780141439471')
    expect(isbnOfCode('9791032305690')).toBe('9791032305690')
    // A wrong check digit, a tin of soup, printed music, a part of a code.
    for (const code of ['9780141439472', '4006381333931', '9790001117050', '978014143947', ''])
      expect(isbnOfCode(code)).toBe(undefined)
  })

  it('is reported once two frames agree, and again only after it was gone', () => {
    const reported: string[] = []
    const see = steadyCodes((code) => reported.push(code))
    see(['a'], 0)
    expect(reported).toEqual([])
    see(['a', 'b'], 100)
    see(['a'], 200)
    expect(reported).toEqual(['a'])
    for (let now = 300; now < 9000; now += 100) see(['a'], now)
    expect(reported).toEqual(['a'])
    see([], 9500)
    see(['a'], 12_000)
    see(['a'], 12_100)
    expect(reported).toEqual(['a', 'a'])
  })
})
