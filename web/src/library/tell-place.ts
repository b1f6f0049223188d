import { pushHref, route } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { showMessage } from '../toasts/toasts.ts'
import { books, placeBook } from './books.ts'
import { fits } from './fits.ts'
import type { AnyBook } from './merge-books.ts'
import { noticeTexts } from './notice-texts.ts'

/** Opens the book above a list that has it. */
const open = ({ id }: AnyBook) => {
  const here = route.value
  const view = here.page === 'shelf' ? here.query.view : wholeShelf.view
  pushHref(shelfHref({ ...wholeShelf, view }, { kind: 'read', id }))
}

/** Gives the focus to the book on the shelf, or opens it if the shelf has not drawn it. */
const find = (book: AnyBook) => {
  const link = document.querySelector<HTMLElement>(`main a[href*="/books/${book.id}"]`)
  if (!link) return open(book)
  link.scrollIntoView({ block: 'center' })
  link.focus({ preventScroll: true })
}

/** Puts a changed book where it belongs in the list, and says where that is if it has moved. */
export const placeAndTell = (book: AnyBook): void => {
  const place = () => {
    const { list } = books.value
    const at = list.findIndex(({ id }) => id === book.id)
    return { at, behind: list[at - 1] }
  }
  const before = place()
  placeBook(book)
  const { query } = books.value
  if (before.at < 0 || !query) return
  const texts = noticeTexts.peek()
  const { title } = book
  const after = place()
  const show = (run: (book: AnyBook) => void) => ({ label: texts.show, run: () => run(book) })
  if (after.at < 0 && fits(book, query)) showMessage(texts.movedFurther(title), show(open))
  else if (after.at < 0) showMessage(texts.left(title), show(open))
  else if (before.behind?.id === after.behind?.id) return
  else if (after.behind) showMessage(texts.movedBehind(title, after.behind.title), show(find))
  else showMessage(texts.movedFirst(title), show(find))
}
