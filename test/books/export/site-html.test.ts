import { describe, expect, it } from 'vitest'
import { siteHtml } from '../../../src/books/export/site-html.ts'
import { plainText } from '../../../src/books/import/plain-text.ts'

describe('siteHtml', () => {
  it.each([
    'a & b &amp; c',
    '<b>not bold</b>',
    '[b:Dune|234225]',
    'x\n\ny',
    '1 < 2 > 0',
    '"',
    '&#61;',
    '<br/>',
  ])('has the review %j as HTML, which reads as the same text', (review) => {
    expect(plainText(siteHtml(review))).toBe(review)
  })

  it.each(['=1+1', '+1', '-30-', '@home', '\tx', '\rx', ' =1'])('lets no spreadsheet run %j', (text) => {
    expect(siteHtml(text)).toMatch(/^&#\d+;/)
  })
})
