import { signal } from '@preact/signals'

/** The id of the draft that the next form with its name continues at once. */
export const wanted = signal<string | undefined>(undefined)
