const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const entity = (character: string): string => entities[character] ?? `&#${character.codePointAt(0)};`

/** @returns a review as HTML, as Goodreads exports it. A first character that a spreadsheet would run is an entity. */
export const reviewHtml = (review: string): string =>
  review
    // The second is the start of a link of Goodreads, such as [b:Dune|234225].
    .replace(/[&<>]|\[(?=[a-z]+:)/gi, entity)
    .replace(/^[=+\-@\t]/, entity)
    .replace(/\r\n?|\n/g, '<br/>')
