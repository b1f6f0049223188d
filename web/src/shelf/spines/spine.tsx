import { createRef } from 'preact'
import { Entry, type EntryProps, hrefOf } from '../entry.ts'
import { SelectBox } from '../selection/select-box.tsx'
import type { SpineColour } from './colour.ts'
import { knownColour, observeColour } from './cover-colours.ts'
import { isTouch } from './pointer.ts'
import { spineOf } from './spine-size.ts'
import { isUpright } from './spine-text.ts'
import './spines.css'
import './bindings.css'

/** A book that stands on a board. */
export class SpineEntry extends Entry {
  readonly #item = createRef<HTMLLIElement>()
  #stop = () => {}
  #url: string | null = null

  readonly #show = ({ cloth, ink }: SpineColour) => {
    const { current: item } = this.#item
    item?.style.setProperty('--own', cloth)
    if (item) item.dataset.ink = ink
  }

  readonly #watch = () => {
    const { thumbnail_url: url } = this.props.book
    if (url === this.#url) return
    this.#stop()
    this.#url = url
    const colour = knownColour(url)
    if (colour) this.#show(colour)
    else if (url && this.#item.current)
      this.#stop = observeColour(this.#item.current, { url, onColour: this.#show })
  }

  override componentDidMount() {
    this.#watch()
  }

  override componentDidUpdate() {
    this.#watch()
  }

  override componentWillUnmount() {
    this.#stop()
  }

  override render(props: EntryProps) {
    const { book, isLight } = props
    const { width, height, text, binding, shade, cloth } = spineOf(book, isTouch())
    return (
      <li
        ref={this.#item}
        class={`spine ${binding}${text.lines === 1 ? ' one-line' : ''}${isUpright(text.title + text.author) ? ' upright' : ''}`}
        data-book={book.id}
        data-category={book.category}
        data-cloth={book.category ? undefined : cloth}
        data-status={book.status}
        style={{
          '--width': `${width}rem`,
          '--height': `${height}rem`,
          '--font': `${text.fontSize}rem`,
          '--lines': String(text.lines),
          '--shade': `${Math.round(Math.abs(shade) * 16)}%`,
          '--towards': shade < 0 ? '#000' : '#fff',
        }}
      >
        {!isLight && <SelectBox book={book} />}
        <a href={hrefOf(props)}>
          <span class="visually-hidden">{[book.title, ...book.authors].join(', ')}</span>
          <span class="spine-title" dir="auto" aria-hidden="true">
            {text.title}
          </span>
          {text.author && (
            <span class="spine-author" dir="auto" aria-hidden="true">
              {text.author}
            </span>
          )}
        </a>
      </li>
    )
  }
}
