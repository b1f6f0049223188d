import { describe, expect, it } from 'vitest'
import { bookRow, instant, putBook, putRows } from '../../books/put-book.ts'
import { signedIn } from '../../support/makers.ts'
import { pageOf, sharedKey } from '../sharing.ts'
import { linkedData } from './linked-data-of.ts'

describe('a link to the page', () => {
  it('has a title, a text and a picture for other sites, and its feed', async () => {
    const as = await signedIn()
    await putRows([bookRow(as.user.id, { title: 'Plain "one"', createdAt: new Date(instant + 2) })])
    const { image_url } = await putBook(as, { title: 'Covered' })
    const key = await sharedKey({ display_name: 'Mary' }, as)
    const { html } = await pageOf(key)
    const base = 'http://localhost:8787'
    for (const [name, content] of [
      ['og:title', 'Mary’s bookshelf'],
      ['og:description', 'With Covered, Plain &quot;one&quot;.'],
      ['og:url', `${base}/s/${key}`],
      ['og:image', image_url],
    ])
      expect(html).toContain(`<meta property="${name}" content="${content}">`)
    expect(html).toContain('<meta name="twitter:card" content="summary">')
    expect(html).toContain(
      `<link rel="alternate" type="application/atom+xml" title="Mary’s bookshelf" href="${base}/shares/${key}/feed.xml">`,
    )
    expect(html).toContain(
      `<link rel="alternate" type="application/json" title="Mary’s bookshelf" href="${base}/shares/${key}">`,
    )
  })

  it('has no picture where no book has one', async () => {
    expect((await pageOf(await sharedKey())).html).not.toMatch(/og:image|twitter:image/)
  })
})

describe('the linked data of the page', () => {
  it('names the books with what the owner shows', async () => {
    const as = await signedIn()
    const { image_url } = await putBook(as, {
      title: 'Frankenstein',
      authors: ['Mary Shelley'],
      series: 'Monsters',
      series_number: 2,
      rating: 4.5,
      review: 'It lives.',
    })
    const key = await sharedKey({ display_name: 'Percy' }, as)
    expect(linkedData((await pageOf(key)).html)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      name: 'Percy’s bookshelf',
      url: `http://localhost:8787/s/${key}`,
      numberOfItems: 1,
      itemListElement: [
        {
          '@type': 'ListItem',
          position: 1,
          item: {
            '@type': 'Book',
            name: 'Frankenstein',
            author: [{ '@type': 'Person', name: 'Mary Shelley' }],
            isPartOf: { '@type': 'BookSeries', name: 'Monsters' },
            position: 2,
            genre: 'science',
            image: image_url,
            review: {
              '@type': 'Review',
              author: { '@type': 'Person', name: 'Percy' },
              reviewRating: { '@type': 'Rating', ratingValue: 4.5, bestRating: 5, worstRating: 0.25 },
              reviewBody: 'It lives.',
            },
          },
        },
      ],
    })
    const hidden = await sharedKey({ include_ratings: false, include_reviews: false }, as)
    expect(JSON.stringify(linkedData((await pageOf(hidden)).html))).not.toContain('Review')
  })
})
