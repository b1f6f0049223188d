import type { Book } from 'bookplate/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { loadWhenVisible } from './load-images.ts'
import './cover.css'

type Covered = Pick<Book, 'title' | 'category' | 'image_url' | 'thumbnail_url'>

interface CoverProps {
  book: Covered
  /** A thumbnail has at most 150 pixels a side. */
  size: 'full' | 'thumbnail'
  /** For a list of many covers: the image loads only when it is near the screen. */
  isLazy?: boolean
}

/** An image of about the shape of a book fills the cover. Any other image is shown whole. */
const chooseFit = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) => {
  const shape = image.naturalWidth / image.naturalHeight
  const isWhole = shape < 0.58 || shape > 0.78
  if (isWhole !== image.classList.contains('whole')) image.classList.toggle('whole')
}

/** A book in the colour of its category, with its cover, or with its title when it has none. */
export const Cover = ({ book, size, isLazy }: CoverProps) => {
  const { thumbnail_url: thumbnail } = book
  const full = size === 'full' ? book.image_url : null
  const url = isLazy ? thumbnail : (full ?? thumbnail)
  const [failed, setFailed] = useState<string>()
  const image = useRef<HTMLImageElement>(null)
  useEffect(
    () =>
      isLazy && thumbnail && image.current ? loadWhenVisible(image.current, { thumbnail, full }) : undefined,
    [isLazy, thumbnail, full],
  )
  return (
    <span class={`cover ${size}`} data-category={book.category}>
      {url && url !== failed ? (
        <img
          // A new URL needs a new element. The same URL keeps the element, and with it the full image.
          key={url}
          ref={image}
          src={isLazy ? undefined : url}
          alt=""
          decoding="async"
          onLoad={chooseFit}
          onError={() => setFailed(url)}
        />
      ) : (
        <span class="placeholder" aria-hidden="true">
          <span class="placeholder-title">{size === 'full' ? book.title : ''}</span>
        </span>
      )}
    </span>
  )
}
