import { signal } from '@preact/signals'

/** The id of the draft that the next form with its name continues at once. */
export const wanted = signal<string | undefined>(undefined)

/** Counts the forms that were left, whose drafts can be offered now. */
export const leftForms = signal(0)

/** Counts the deliberate ends of a session in this tab, which erase what is typed. */
export const erased = signal(0)
