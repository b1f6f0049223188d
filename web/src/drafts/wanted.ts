import { signal } from '@preact/signals'

/** The id of the draft that the next form with its name continues at once. */
export const wanted = signal<string | undefined>(undefined)

/** Counts the forms that were left, whose drafts can be offered now. */
export const leftForms = signal(0)
