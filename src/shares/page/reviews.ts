import { type Markup, markup } from '../markup.ts'
import type { SharedBook } from '../shared-book.ts'
import { bylineOf, coverOf, starsOf } from './book-card.ts'
import type { Texts } from './texts.ts'

/** A longer review is folded. Its start is shown. */
const maxUnfolded = 700
const startLength = 420

const paragraphs = (text: string): Markup[] =>
  text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => markup`<p dir="auto">${paragraph.trim()}</p>`)

/** @returns whole words from the start of a text */
const startOf = (text: string): string => {
  const start = text.slice(0, startLength).toWellFormed()
  return `${start.replace(/\s+\S*$/, '')} …`
}

const textOf = (review: string, texts: Texts): Markup =>
  review.length <= maxUnfolded
    ? markup`<div class="review-text">${paragraphs(review)}</div>`
    : markup`<p class="review-start" dir="auto">${startOf(review.trim())}</p>
<details><summary>${texts.wholeReview}</summary><div class="review-text">${paragraphs(review)}</div></details>`

const reviewOf = (book: SharedBook, number: number, texts: Texts): Markup =>
  markup`<article class="review" id="r${number}">
${coverOf(book)}
<div><h3><bdi>${book.title}</bdi></h3>
${bylineOf(book, texts)}${book.rating && starsOf(book.rating, texts)}
${textOf(book.review ?? '', texts)}
<p class="to-book"><a href="#b${number}">${texts.backToBook}</a></p></div>
</article>
`

/** The reviews of the books of a page, in their order; nothing if there are none. */
export const reviewsOf = (books: SharedBook[], texts: Texts): Markup | false => {
  const reviews = books.flatMap((book, at) => (book.review?.trim() ? [reviewOf(book, at, texts)] : []))
  return (
    reviews.length > 0 &&
    markup`<section class="reviews" aria-labelledby="reviews"><h2 id="reviews">${texts.reviews}</h2>
${reviews}</section>`
  )
}
