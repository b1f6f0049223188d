import { effect, untracked } from '@preact/signals'
import { user } from './session.ts'

/**
 * State in memory belongs to one reader. Call this below it, so that it is cleared before the page of the next reader is
 * drawn.
 * @param listener called with the id of the reader who signs in, and with undefined when one signs out
 */
export const onReaderChange = (listener: (id: string | undefined) => void): void => {
  let owner: string | undefined
  effect(() => {
    const id = user.value?.id
    if (id === owner) return
    owner = id
    untracked(() => listener(id))
  })
}
