import { describe, expect, it } from 'vitest'
import { bookRow, instant, putBook, putRows } from '../../books/put-book.ts'
import { api } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { pageOf, putShare, sharedKey, visit } from '../sharing.ts'

describe('the page of a shared shelf', () => {
  it('runs no script and takes nothing from elsewhere', async () => {
    const { response } = await pageOf(await sharedKey())
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    // A report would hold the address.
    expect(response.headers.get('Reporting-Endpoints')).toBeNull()
    expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
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
