import { decodeEntities } from './entities.ts'

// Only tags of HTML: "<3" and "<sigh>" are text of a reader.
const lineBreak = /<br\s*\/?>\n?/gi
const blockEnd = /<\/(?:blockquote|div|h[1-6]|li|ol|p|pre|table|tr|ul)>\n?|<hr\s*\/?>\n?/gi
const tag =
  /<\/?(?:a|abbr|b|big|blockquote|center|cite|code|del|div|em|figure|font|h[1-6]|i|img|ins|li|ol|p|pre|q|s|small|span|spoiler|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*|\/)?>/gi
/** `[b:Dune|234225|Dune|https://…]`: a Goodreads link to a book; `author` is an author, and so on. */
const siteLink = /\[(?:a|author|b|bc|book|g|group|s|series|w|work):(?<text>[^|[\]]*)\|[^[\]]*\]/g
/** LibraryThing writes it for the end of a line. */
const returnMark = /\s?\[return\]\s?/gi

/**
 * @param html a text as sites export it
 * @returns its plain text. Breaks and blocks end lines; of links the words stay and the targets go. White space at the ends
 *   goes, unless it is written as entities.
 */
export const plainText = (html: string): string =>
  // Most texts are plain, and the patterns are slow.
  /[<&[\r]/.test(html)
    ? decodeEntities(
        html
          .replaceAll('\r\n', '\n')
          .replace(returnMark, '\n')
          .replace(lineBreak, '\n')
          .replace(blockEnd, '\n')
          .replace(tag, '')
          .replace(siteLink, '$<text>')
          .trim(),
      )
    : html.trim()
