import { effect, signal } from '@preact/signals'
import { user } from '../../session/session.ts'

/** A text that is being typed in place of the field that it changes. */
export interface TypedText {
  text: string
  /** The text before the change. */
  base: string
  /** Why it is not saved. */
  message?: string | undefined
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

addEventListener('beforeunload', (event) => {
  if ([...state.peek().values()].some(isDirty)) event.preventDefault()
})

// Another reader must not see them. A session that has ended keeps them for the same reader.
let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === undefined || id === owner) return
  owner = id
  state.value = new Map()
})
