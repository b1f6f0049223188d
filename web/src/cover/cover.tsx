import type { Book } from 'bookplate/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { applyFit } from './apply-fit.ts'
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
    <span
      // A cover keeps the shape of its image, which a new image may not have.
      key={url}
      class={`cover ${size}`}
      data-category={book.category}
    >
      {url && url !== failed ? (
        <img
          ref={image}
          src={isLazy ? undefined : url}
          alt=""
          decoding="async"
          onLoad={({ currentTarget }) => applyFit(currentTarget)}
          onError={() => setFailed(url)}
        />
      ) : (
        <span class="placeholder" aria-hidden="true">
          <span class="placeholder-title" dir="auto">
            {size === 'full' ? book.title : ''}
          </span>
        </span>
      )}
    </span>
  )
}
