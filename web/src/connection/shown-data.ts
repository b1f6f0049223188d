import { signal } from '@preact/signals'

interface ShownData {
  /** When the books on the page were loaded, in milliseconds since 1970. */
  loadedAt: number | undefined
  /** The service could not be reached, so the page shows what was kept. */
  isKept: boolean
}

/** How old the books on the page are. */
export const shownData = signal<ShownData>({ loadedAt: undefined, isKept: false })
