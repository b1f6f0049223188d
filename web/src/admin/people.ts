import { signal } from '@preact/signals'
import { user } from '../session/session.ts'

const names = signal<ReadonlyMap<string, string>>(new Map())

/** Remembers the names of users, so that the list of actions can say them. */
export const rememberNames = (people: readonly { id: string; name: string }[]): void => {
  names.value = new Map([...names.peek(), ...people.map(({ id, name }) => [id, name] as const)])
}

/** @returns the name of a user, or the id if the page has not read the user */
export const nameOf = (id: string): string =>
  (user.value?.id === id ? user.value.name : names.value.get(id)) ?? id
