const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** Decodes the entities that the sites write. Other names stay as they are. */
const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#x(?<hex>[\da-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>[a-z]{2,4}));/gi,
    (entity, ...rest) => {
      const { hex, decimal, name } = rest.at(-1)
      if (name !== undefined) return named[name.toLowerCase()] ?? entity
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return codePoint > 0 && codePoint <= 0x10ffff
        ? String.fromCodePoint(codePoint).toWellFormed()
        : '\ufffd'
    },
  )

// Only tags of HTML: "<3" and "<sigh>" are text of a reader.
const lineBreak = /<br\s*\/?>\n?/gi
const blockEnd = /<\/(?:blockquote|div|h[1-6]|li|ol|p|pre|table|tr|ul)>\n?|<hr\s*\/?>\n?/gi
const tag =
  /<\/?(?:a|abbr|b|big|blockquote|center|cite|code|del|div|em|figure|font|h[1-6]|i|img|ins|li|ol|p|pre|q|s|small|span|spoiler|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*|\/)?>/gi
/** `[b:Dune|234225|Dune|https://…]`: a Goodreads link to a book; `a` is an author, and so on. */
const siteLink = /\[(?:a|b|bc|g|s):(?<text>[^|[\]]*)\|[^[\]]*\]/g

/**
 * @param html a review as Goodreads or StoryGraph exports it
 * @returns its text. Breaks and blocks end lines; of links the words stay and the targets go.
 */
export const plainText = (html: string): string =>
  decodeEntities(
    html
      .replaceAll('\r\n', '\n')
      .replace(lineBreak, '\n')
      .replace(blockEnd, '\n')
      .replace(tag, '')
      .replace(siteLink, '$<text>'),
  ).trim()

const name = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** @returns "By" and the authors, an empty line, and the review; only one part if the other is missing */
export const descriptionOf = (authors: string[], review: string): string => {
  const byline = authors.map(name).filter(Boolean).join(', ')
  return [byline && `By ${byline}`, plainText(review)].filter(Boolean).join('\n\n')
}
