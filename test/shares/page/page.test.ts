import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { bookRow, instant, putBook, putRows } from '../../books/put-book.ts'
import { api } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { failing, fetchWith } from '../../support/worker.ts'
import { hostileTexts } from '../hostile-texts.ts'
import { putShare, sharedKey, visit } from '../sharing.ts'

const pageOf = async (key: string, query = '', headers: Record<string, string> = {}) => {
  const response = await visit(key, query, headers)
  return { response, html: await response.text() }
}

interface Parsed {
  names: string[]
  attributes: string[]
}

/** Reads HTML as the platform does. */
const parse = async (html: string): Promise<Parsed> => {
  const parsed: Parsed = { names: [], attributes: [] }
  const rewriter = new HTMLRewriter().on('*', {
    element: (element) => {
      parsed.names.push(element.tagName)
      parsed.attributes.push(...[...element.attributes].map(([name = '']) => name))
    },
  })
  await rewriter.transform(new Response(html)).text()
  return parsed
}

const linkedData = (html: string) => {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
  return JSON.parse(json)
}

describe('the page of a shared shelf', () => {
  it('runs no script and takes nothing from elsewhere', async () => {
    const { response } = await pageOf(await sharedKey())
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('X-Frame-Options')).toBe('DENY')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it('shows covers from its own origin, and a plate for a book without one', async () => {
    const as = await signedIn()
    const { image_url } = await putBook(as, { title: 'Covered' })
    await putRows([bookRow(as.user.id, { title: 'Plain' })])
    const { html } = await pageOf(await sharedKey({}, as))
    expect(html).toContain(`src="${new URL(image_url).pathname.replace('cover.webp', 'shelf.webp')}"`)
    expect(html).toContain('<div class="plate" aria-hidden="true"><span dir="auto">Plain</span></div>')
  })

  it('has pages, with a link to the next one and back to the first', async () => {
    const as = await signedIn()
    await putRows(
      Array.from({ length: 100 }, (_, at) =>
        bookRow(as.user.id, { title: `Title ${at}.`, createdAt: new Date(instant + at) }),
      ),
    )
    const key = await sharedKey({}, as)
    const titles: string[] = []
    let query = ''
    for (let pages = 0; pages < 3; pages++) {
      const { html } = await pageOf(key, query)
      titles.push(...[...html.matchAll(/<h2><bdi>(.*?)<\/bdi>/g)].map(([, title = '']) => title))
      expect(html.includes(`href="/s/${key}">`)).toBe(pages > 0)
      query = /rel="next" href="\/s\/[\w-]+(\?cursor=[\w-]+)"/.exec(html)?.[1] ?? ''
    }
    expect(query).toBe('')
    expect(titles).toEqual(Array.from({ length: 100 }, (_, at) => `Title ${99 - at}.`))
  })

  it('ignores the parameters that other sites add to a link', async () => {
    const key = await sharedKey()
    const { response } = await pageOf(key, '?fbclid=1&utm_source=a&utm_source=b')
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe((await visit(key)).headers.get('ETag'))
  })

  it.each(['?cursor=x', '?cursor=', '?cursor=a&cursor=b', `?cursor=${'A'.repeat(70)}`])(
    'is a page of its own for a broken address: %s',
    async (query) => {
      const { response, html } = await pageOf(await sharedKey(), query)
      expect(response.status).toBe(400)
      expect(html).toContain('This page of the shelf is not here')
    },
  )

  it.each([
    ['en', undefined],
    ['en', 'fr'],
    ['de', 'de-AT,de;q=0.9,en;q=0.8'],
    ['en', 'en;q=0.9, de;q=0.5'],
    ['de', 'fr, en;q=0.2, DE;q=0.7'],
    ['en', 'de;q=0, *'],
    ['en', ';;,q=,de;q=x'],
  ])('is in %s for the languages %s', async (language, header) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'Accept-Language': header }
    const { response, html } = await pageOf(await sharedKey(), '', headers)
    expect(response.headers.get('Content-Language')).toBe(language)
    expect(response.headers.get('Vary')).toBe('Accept-Language')
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).toContain(language === 'de' ? 'Ein Bücherregal' : 'A bookshelf')
  })

  it('counts the books of a whole shelf alone', async () => {
    const as = await signedIn()
    for (const title of ['One', 'Two']) await api.post('/books', { as, body: { title, tags: ['a'] } })
    const key = await sharedKey({}, as)
    expect((await pageOf(key)).html).toContain('2 books · Newest first')
    await putShare(as, { tag: 'a' })
    expect((await pageOf(key)).html).toContain('<p class="count">Newest first</p>')
  })

  it('says so when there are no books', async () => {
    expect((await pageOf(await sharedKey())).html).toContain('No books here yet')
  })

  it('folds a long review and shows a short one', async () => {
    const as = await signedIn()
    const long = `${'Long words. '.repeat(100)}\n\nThe end of it.`
    await putRows([
      bookRow(as.user.id, { title: 'Long', review: long, rating: 0.25 }),
      bookRow(as.user.id, { title: 'Short', review: 'Short words.' }),
      bookRow(as.user.id, { title: 'Blank', review: '  \n ' }),
    ])
    const { html } = await pageOf(await sharedKey({}, as))
    expect(html.match(/<details>/g)).toHaveLength(1)
    expect(html.match(/<article class="review"/g)).toHaveLength(2)
    expect(html).toContain('<p dir="auto">The end of it.</p>')
    expect(html).toContain('<p dir="auto">Short words.</p>')
    expect(html).toContain('0.25 of 5 stars')
  })
})

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

describe('hostile texts', () => {
  it('stay texts, in the page and in its linked data', async () => {
    const as = await signedIn()
    await putRows(
      hostileTexts.map((text, at) =>
        bookRow(as.user.id, {
          title: text,
          authors: [text, text],
          series: text,
          review: `${text}\n\n${text.repeat(60)}`,
          rating: 5,
          createdAt: new Date(instant - at),
        }),
      ),
    )
    const plain = await signedIn()
    await putRows(
      hostileTexts.map((_, at) =>
        bookRow(plain.user.id, {
          authors: ['A'],
          series: 'S',
          review: `Text\n\n${'Text '.repeat(200)}`,
          rating: 5,
          createdAt: new Date(instant - at),
        }),
      ),
    )
    const harmless = await parse((await pageOf(await sharedKey({ display_name: 'Mary' }, plain))).html)
    for (const text of hostileTexts) {
      const { html } = await pageOf(await sharedKey({ display_name: text }, as))
      const parsed = await parse(html)
      // Reviews of several lengths fold or not; apart from that the elements are the same.
      const without = (names: string[]) => [...new Set(names)].toSorted()
      expect(without(parsed.names)).toEqual(without(harmless.names))
      expect(without(parsed.attributes)).toEqual(without(harmless.attributes))
      expect(parsed.names.filter((name) => name === 'script')).toEqual(['script'])
      expect(html).not.toMatch(/[\u2028\u2029](?=[^<]*<\/script>)/)
      const { itemListElement } = linkedData(html)
      expect(itemListElement.map(({ item }: { item: { name: string } }) => item.name)).toEqual(hostileTexts)
    }
  })
})

describe('an error', () => {
  it('is a page, in the language of the visitor', async () => {
    const { response, html } = await pageOf('A'.repeat(22), '', { 'Accept-Language': 'de' })
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(html).toContain('Dieses Regal gibt es hier nicht')
  })

  it('of the service reveals nothing', async () => {
    const ask = new Request(`http://localhost:8787/s/${'A'.repeat(22)}`)
    const response = await fetchWith({ DB: failing(env.DB, ['batch']) }, ask)
    const html = await response.text()
    expect(response.status).toBe(503)
    expect(html).toContain('The shelf cannot be shown')
    expect(html).not.toMatch(/D1|unavailable/)
  })

  it('of a burst says how long to wait', async () => {
    const SHARE_LIMIT = { limit: async () => ({ success: false }) }
    const headers = { 'CF-Connecting-IP': '203.0.113.9' }
    const ask = new Request(`http://localhost:8787/s/${'A'.repeat(22)}`, { headers })
    const response = await fetchWith({ SHARE_LIMIT }, ask)
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(await response.text()).toContain('Too many visits')
  })
})
