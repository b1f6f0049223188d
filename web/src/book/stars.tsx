import { starsText } from './field-text.ts'
import './stars.css'

/** Five stars, of which `rating` are filled. Screen readers read the number. */
export const Stars = ({ rating }: { rating: number }) => (
  <span class="rating">
    <span class="stars" aria-hidden="true" style={{ '--share': `${(rating / 5) * 100}%` }}>
      ★★★★★
    </span>
    <span class="visually-hidden">{starsText(rating)}</span>
    <span class="figures" aria-hidden="true">
      {rating}
    </span>
  </span>
)
