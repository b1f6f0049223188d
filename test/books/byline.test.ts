import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeApart } from '../../src/books/byline.ts'
import { repetitions } from '../support/repetitions.ts'

/** As the older import wrote it. */
const descriptionOf = (authors: string[], review: string): string =>
  [`By ${authors.join(', ')}`, review.trim()].filter(Boolean).join('\n\n')

const taken = (authors: string[], review: string) => ({ authors, review, description: '' })

describe('a description of an older import', () => {
  it('becomes authors and a review', () => {
    expect(takeApart('By Mary Shelley\n\nIt lives.\n\nTwice.')).toEqual(
      taken(['Mary Shelley'], 'It lives.\n\nTwice.'),
    )
    expect(takeApart('By Mary Shelley')).toEqual(taken(['Mary Shelley'], ''))
    expect(takeApart('By Terry Pratchett, Neil Gaiman\n\n\n a ')).toEqual(
      taken(['Terry Pratchett', 'Neil Gaiman'], '\n a '),
    )
  })

  it('keeps a suffix with its name, and each name once', () => {
    expect(takeApart('By Martin Luther King, Jr., Ann Lee, PhD, Ann Lee, PhD')?.authors).toEqual([
      'Martin Luther King, Jr.',
      'Ann Lee, PhD',
    ])
    expect(takeApart('By Jr., Ann')?.authors).toEqual(['Jr.', 'Ann'])
  })

  it('is not taken apart in another form', () => {
    for (const other of [
      '',
      'By ',
      'by Mary',
      'Byzantium',
      'By A\nB',
      'By  A',
      'By A\n\n',
      'A review.',
      'By A, , B',
    ])
      expect(takeApart(other), other).toBeUndefined()
  })

  it('is not taken apart into authors that are not valid', () => {
    const authors = (count: number) => Array.from({ length: count }, (_, at) => `A${at}`)
    expect(takeApart(`By ${authors(30).join(', ')}`)?.authors).toEqual(authors(30))
    expect(takeApart(`By ${authors(31).join(', ')}`)).toBeUndefined()
    expect(takeApart(`By ${'𝒶'.repeat(200)}`)?.authors).toHaveLength(1)
    expect(takeApart(`By ${'a'.repeat(201)}`)).toBeUndefined()
  })

  it('loses nothing that the import wrote', () => {
    const name = fc.stringMatching(/^[A-Z][a-zé]{2,8} [A-Z][a-zé]{3,8}$/)
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), fc.string(), (authors, review) => {
        const { authors: found, review: text } = takeApart(descriptionOf(authors, review)) ?? {}
        expect(found).toEqual(authors)
        expect(text).toBe(review.trim())
      }),
      { numRuns: repetitions(100, 5000) },
    )
  })
})
