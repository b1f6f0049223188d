import { online } from './online.ts'

/** Says that there is no network. Always in the page, so that screen readers notice when it fills. */
export const OfflineBanner = () => (
  <div class="offline" role="status">
    {!online.value && (
      <p>You are offline. What is here can still be read; the rest waits until you are back.</p>
    )}
  </div>
)
