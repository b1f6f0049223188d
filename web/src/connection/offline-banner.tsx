import { online } from './online.ts'

/** Screen readers announce the text only if the empty element was on the page before. */
export const OfflineBanner = () => (
  <div class="offline" role="status">
    {!online.value && (
      <p>You are offline. You can read the books that are loaded. Everything else needs a connection.</p>
    )}
  </div>
)
