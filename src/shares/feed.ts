import { publicVersionOf } from '../books/present.ts'
import { shareUrls } from './key.ts'
import { markup } from './markup.ts'
import { starsText } from './page/stars.ts'
import { type Texts, textsOf } from './page/texts.ts'
import type { Shelf } from './read-shelf.ts'
import { presentSharedBook, type SharedBook } from './shared-book.ts'
import type { SharedRow } from './statements.ts'

/** @returns an id for Atom. It is the same in each response, and reveals nothing of `parts` (RFC 9562, section 5.8). */
const urnOf = async (...parts: string[]): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)))
  const hex = new Uint8Array(digest, 0, 16).toHex()
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  const uuid = `${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17)}`
  return `urn:uuid:${uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

/** The content of an entry, as HTML. */
const contentOf = (book: SharedBook, texts: Texts) =>
  markup`${book.image_url && markup`<p><img src="${book.image_url}" alt=""></p>`}${
    book.authors.length > 0 && markup`<p>${book.authors.join(', ')}</p>`
  }${book.series && markup`<p>${texts.series(book.series, book.series_number)}</p>`}${
    book.rating && markup`<p>${starsText(book.rating)} ${texts.rating(book.rating)}</p>`
  }${(book.review ?? '')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => markup`<p>${paragraph}</p>`)}`

const entryOf = async (row: SharedRow, { key }: Shelf, publicUrl: string, texts: Texts) => {
  const book = presentSharedBook(row, publicUrl)
  return markup`<entry>
<id>${await urnOf('entry', key, row.id)}</id>
<title>${book.title}</title>
<updated>${publicVersionOf(row).updatedAt.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${shareUrls(publicUrl, key).url}"/>
${book.category && markup`<category term="${book.category}"/>`}
<content type="html">${contentOf(book, texts).text}</content>
</entry>
`
}

/**
 * The Atom feed of a shelf (RFC 4287), in English: feed readers fetch it without the languages of a person. `updated` is
 * when the fields that every visitor sees last changed.
 */
export const feedOf = async (shelf: Shelf, publicUrl: string): Promise<string> => {
  const texts = textsOf('en')
  const urls = shareUrls(publicUrl, shelf.key)
  const title = texts.title(shelf.ownerName)
  const entries = await Promise.all(shelf.rows.map((row) => entryOf(row, shelf, publicUrl, texts)))
  const latest = shelf.rows.map((row) => publicVersionOf(row).updatedAt.getTime())
  const updatedAt = latest.length > 0 ? new Date(Math.max(...latest)) : shelf.updatedAt
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${await urnOf('feed', shelf.key)}</id>
<title>${title}</title>
<updated>${updatedAt.toISOString()}</updated>
<author><name>${shelf.ownerName ?? texts.reader}</name></author>
<link rel="self" type="application/atom+xml" href="${urls.feed_url}"/>
<link rel="alternate" type="text/html" href="${urls.url}"/>
<generator uri="${publicUrl}/">Bookplate</generator>
${entries}</feed>
`.text
}
