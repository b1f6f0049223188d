import { readingTexts } from './texts.ts'
import './private-mark.css'

/** Stands beside each part that no other reader sees. */
export const PrivateMark = () => (
  <p class="private-mark">
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
    </svg>
    {readingTexts.value.private}
  </p>
)
