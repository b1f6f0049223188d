/** Text that is markup already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | null | undefined | false | Markup | readonly Markup[]

/** XML 1.0, section 2.2: no document may have these. The controls from U+007F on are allowed, and no text needs them. */
const forbidden = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** @returns text as the content of an element or of a quoted attribute, in HTML and in XML */
export const escapeMarkup = (text: string): string =>
  text
    .toWellFormed()
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)

const render = (value: Value): string => {
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.map(({ text }: Markup) => text).join('')
  return value === null || value === undefined || value === false ? '' : escapeMarkup(String(value))
}

/** A template of HTML or XML. Each value is escaped, unless it is markup itself. */
export const markup = (strings: TemplateStringsArray, ...values: Value[]): Markup =>
  new Markup(strings.reduce((all, part, at) => all + render(values[at - 1]) + part))
