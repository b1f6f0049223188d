import { effect, signal } from '@preact/signals'
import { continueTexts, leaveTexts } from '../../drafts/kept-texts.ts'
import { erased } from '../../drafts/wanted.ts'
import { user } from '../../session/session.ts'

/** A text that is being typed in place of the field that it changes. */
export interface TypedText {
  text: string
  /** The text before the change. */
  base: string
  /** Why it is not saved. */
  message?: string | undefined
  /** When it was kept before the page was loaded again, in milliseconds since 1970. */
  keptAt?: number
}

const state = signal<ReadonlyMap<string, TypedText>>(new Map())

/** The open fields, by book and name. They outlive their component, so that a look at another book loses nothing. */
export const typedTexts = {
  get value(): ReadonlyMap<string, TypedText> {
    return state.value
  },
  peek: (): ReadonlyMap<string, TypedText> => state.peek(),
}

/** @param typed undefined closes the field */
export const setTyped = (key: string, typed: TypedText | undefined): void => {
  const next = new Map(state.peek())
  if (typed) next.set(key, typed)
  else next.delete(key)
  state.value = next
}

export const isDirty = ({ text, base }: TypedText): boolean => text !== base

/** Whether a text of the book is typed, and not saved. */
export const hasTyped = (id: string): boolean =>
  [...state.peek()].some(([key, typed]) => key.startsWith(`${id} `) && isDirty(typed))

/** Opens the fields of a book again that were typed in before a reload or a crash. */
export const restoreTexts = async (readerId: string, id: string): Promise<void> => {
  for (const { field, ...kept } of await continueTexts(readerId, id)) {
    const key = `${id} ${field}`
    const typed = state.peek().get(key)
    if (user.peek()?.id === readerId && !(typed && isDirty(typed))) setTyped(key, kept)
  }
}

// Another reader must not see them. A session that has ended keeps them for the same reader.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === undefined || id === owner) return
  if (owner !== undefined) leaveTexts()
  owner = id
  state.value = new Map()
})

effect(() => {
  if (erased.value > 0) state.value = new Map()
})
