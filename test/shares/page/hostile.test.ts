import { describe, expect, it } from 'vitest'
import { bookRow, instant, putRows } from '../../books/put-book.ts'
import { signedIn } from '../../support/makers.ts'
import { hostileTexts } from '../hostile-texts.ts'
import { pageOf, sharedKey } from '../sharing.ts'
import { linkedData } from './linked-data-of.ts'

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
