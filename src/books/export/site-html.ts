const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const entity = (character: string): string => entities[character] ?? `&#${character.codePointAt(0)};`

/**
 * @returns a text as HTML, as Goodreads exports reviews. White space at its ends, and a first character that a spreadsheet
 *   would run, are entities.
 */
export const siteHtml = (text: string): string =>
  text
    // The last are the starts of links such as [b:Dune|234225], and of marks such as [return].
    .replace(/[&<>\r]|\[(?=[a-z]+[:\]])/gi, entity)
    .replace(/^\s+|\s+$/g, (ends) => ends.replace(/\s/g, entity))
    .replace(/^[=+\-@]/, entity)
    .replaceAll('\n', '<br/>')
