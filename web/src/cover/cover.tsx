import type { Book } from 'bookplate/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import './cover.css'
import { loadWhenSeen } from './load-when-seen.ts'

type Covered = Pick<Book, 'title' | 'category' | 'image_url' | 'thumbnail_url'>

interface CoverProps {
  book: Covered
  /** The thumbnail has 150 pixels a side: for a list. */
  size: 'full' | 'thumbnail'
  /** One of many: loaded when it is near, and in full size only when it is looked at. */
  isLazy?: boolean
}

/** A cover of about the usual shape is wrapped around the book; any other is pasted on it whole. */
const fit = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) => {
  const shape = image.naturalWidth / image.naturalHeight
  const isPasted = shape < 0.58 || shape > 0.78
  if (isPasted !== image.classList.contains('pasted')) image.classList.toggle('pasted')
}

/** A book as it stands on the shelf: bound in the cloth of its category, with its cover or its bookplate on it. */
export const Cover = ({ book, size, isLazy }: CoverProps) => {
  const { thumbnail_url: thumbnail } = book
  const full = size === 'full' ? book.image_url : null
  const url = isLazy ? thumbnail : (full ?? thumbnail)
  const [failed, setFailed] = useState<string>()
  const image = useRef<HTMLImageElement>(null)
  useEffect(
    () =>
      isLazy && thumbnail && image.current ? loadWhenSeen(image.current, { thumbnail, full }) : undefined,
    [isLazy, thumbnail, full],
  )
  return (
    <span class={`cover ${size}`} data-category={book.category}>
      {url && url !== failed ? (
        <img
          // Another cover is another image: what was made sharp is not made blurred again.
          key={url}
          ref={image}
          src={isLazy ? undefined : url}
          alt=""
          decoding="async"
          onLoad={fit}
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
