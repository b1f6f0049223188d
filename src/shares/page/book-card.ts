import { type Markup, markup } from '../markup.ts'
import type { SharedBook } from '../shared-book.ts'
import type { Texts } from './texts.ts'

const starWidth = 20

/** Five stars, of which the rating's part is filled. The page has their shape once, as `#stars`. */
export const starsOf = (rating: number, texts: Texts): Markup => {
  const box = `0 0 ${5 * starWidth} ${starWidth}`
  return markup`<p class="rating"><svg viewBox="${box}" role="img" aria-label="${texts.rating(rating)}"><use class="off" href="#stars"/><svg width="${
    rating * starWidth
  }" height="${starWidth}"><use href="#stars"/></svg></svg> <span aria-hidden="true">${texts.number(rating)}</span></p>`
}

const star = 'M10 1.6l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L1.5 7.8l5.9-.8z'

/** The shape of five stars in a row, for `starsOf`. */
export const starShapes: Markup = markup`<svg class="shapes" aria-hidden="true"><defs><g id="stars">${[
  0, 1, 2, 3, 4,
].map((at) => markup`<path transform="translate(${at * starWidth})" d="${star}"/>`)}</g></defs></svg>`

/** The cover, or a plate with the title. Paths without an origin work at each host name. */
export const coverOf = ({ title, image_url, category }: SharedBook): Markup => {
  const image = image_url && new URL(image_url).pathname.replace(/cover\.webp$/, 'shelf.webp')
  return markup`<div class="cover"${category && markup` data-category="${category}"`}>${
    image
      ? markup`<img src="${image}" alt="" loading="lazy" decoding="async">`
      : markup`<div class="plate" aria-hidden="true"><span dir="auto">${title}</span></div>`
  }</div>`
}

export const bylineOf = ({ authors, series, series_number }: SharedBook, texts: Texts): Markup =>
  markup`${authors.length > 0 && markup`<p class="authors"><bdi>${authors.join(', ')}</bdi></p>`}${
    series && markup`<p class="series"><bdi>${texts.series(series, series_number)}</bdi></p>`
  }`

/** A book of the grid. @param number of the book on its page, which names its review */
export const cardOf = (book: SharedBook, number: number, texts: Texts): Markup =>
  markup`<li class="card" id="b${number}">
${coverOf(book)}
<h2><bdi>${book.title}</bdi></h2>
${bylineOf(book, texts)}${book.rating && starsOf(book.rating, texts)}${
  book.review && markup`<p class="to-review"><a href="#r${number}">${texts.readReview}</a></p>`
}</li>
`
