import { shareUrls } from '../key.ts'
import { type Markup, markup } from '../markup.ts'
import type { Shelf } from '../read-shelf.ts'
import { presentSharedBook, type SharedBook } from '../shared-book.ts'
import { cardOf, starShapes } from './book-card.ts'
import { documentOf } from './document.ts'
import { linkedData } from './linked-data.ts'
import { reviewsOf } from './reviews.ts'
import { type Language, type Texts, textsOf } from './texts.ts'

/** Titles in the preview of a link. */
const namedTitles = 3

/** The preview of a link that other sites show: Open Graph, and the tags of Twitter. */
const previewOf = (title: string, url: string, books: SharedBook[], texts: Texts): Markup => {
  const description = texts.description(books.slice(0, namedTitles).map((book) => book.title))
  const image = books.find(({ image_url }) => image_url)?.image_url
  return markup`<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Bookplate">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
<meta name="twitter:card" content="summary">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${description}">
${
  image &&
  markup`<meta property="og:image" content="${image}">
<meta name="twitter:image" content="${image}">
`
}`
}

const headOf = (shelf: Shelf, books: SharedBook[], publicUrl: string, texts: Texts): Markup => {
  const urls = shareUrls(publicUrl, shelf.key)
  const title = texts.title(shelf.ownerName)
  return markup`<meta name="robots" content="noindex">
<link rel="alternate" type="application/atom+xml" title="${title}" href="${urls.feed_url}">
<link rel="alternate" type="application/json" title="${title}" href="${urls.json_url}">
${previewOf(title, urls.url, books, texts)}${linkedData(title, urls.url, shelf.ownerName ?? texts.reader, books)}
`
}

const mastheadOf = ({ ownerName, bookCount }: Shelf, language: Language, texts: Texts): Markup => {
  const count = bookCount && texts.books(bookCount.toLocaleString(language), bookCount === 1)
  return markup`<header class="masthead"><div class="emblem"></div>
${ownerName !== null && markup`<p class="ex-libris">Ex libris</p>`}
<h1 dir="auto">${texts.heading(ownerName)}</h1>
<p class="count">${count && `${count} · `}${texts.newestFirst}</p></header>`
}

const pagesOf = ({ key, next }: Shelf, isFirst: boolean, texts: Texts): Markup | false =>
  (next !== null || !isFirst) &&
  markup`<nav class="pages" aria-label="${texts.pages}">${
    !isFirst && markup`<a href="/s/${key}">${texts.newest}</a>`
  }${next !== null && markup`<a class="next" rel="next" href="/s/${key}?cursor=${next}">${texts.more}</a>`}</nav>`

const emptyOf = (texts: Texts): Markup =>
  markup`<div class="empty"><p class="empty-title">${texts.empty}</p><p>${texts.emptyHint}</p></div>`

/** @returns a page of a shelf for visitors, as HTML @param isFirst whether it has the newest books */
export const shelfPage = (
  shelf: Shelf,
  isFirst: boolean,
  { language, publicUrl }: { language: Language; publicUrl: string },
): string => {
  const texts = textsOf(language)
  const books = shelf.rows.map((row) => presentSharedBook(row, publicUrl))
  const urls = shareUrls('', shelf.key)
  return documentOf({
    language,
    texts,
    title: texts.title(shelf.ownerName),
    head: headOf(shelf, books, publicUrl, texts),
    content: markup`${mastheadOf(shelf, language, texts)}
<main>${starShapes}${
      books.length === 0
        ? emptyOf(texts)
        : markup`<ul class="grid">
${books.map((book, at) => cardOf(book, at, texts))}</ul>`
    }
${pagesOf(shelf, isFirst, texts)}${reviewsOf(books, texts)}</main>`,
    foot: markup`<p><a href="${urls.feed_url}">${texts.feed}</a></p><p><a href="${urls.json_url}">${texts.json}</a></p>`,
  })
}
