import { effect } from '@preact/signals'
import { offeredDrafts } from './drafts.ts'
import { createKeeper } from './keeper.ts'
import { erased } from './wanted.ts'

/** A text that is typed in place of the field that it changes. */
export interface FieldText {
  field: string
  text: string
  /** The text before the change. */
  base: string
}

type Keeper = ReturnType<typeof createKeeper<FieldText>>

const nameOf = (id: string) => `texts:${id}`
const keyOf = (id: string, field: string) => `${id} ${field}`

/** The texts that this tab is changing, or has sent and not saved yet. */
const keepers = new Map<string, Keeper>()

const newKeeper = (readerId: string, id: string): Keeper =>
  createKeeper<FieldText>({ readerId, name: nameOf(id), href: location.hash || '#/' })

/** Keeps the text of a field of the book `id`, until it is saved or taken back. */
export const keepText = (
  readerId: string,
  { id, title }: { id: string; title: string },
  value: FieldText,
) => {
  const key = keyOf(id, value.field)
  const keeper = keepers.get(key) ?? newKeeper(readerId, id)
  keepers.set(key, keeper)
  keeper.change(value.text === value.base ? undefined : { title, value })
}

const close = async (keeper: Keeper) => {
  await keeper.finish()
  await keeper.leave(async (value) => value)
}

/** The text is saved, or taken back. */
export const dropText = (id: string, field: string): void => {
  const key = keyOf(id, field)
  const keeper = keepers.get(key)
  keepers.delete(key)
  if (keeper) void close(keeper)
}

/** Another reader has signed in. The texts are kept for their own reader. */
export const leaveTexts = (): void => {
  for (const keeper of keepers.values()) void keeper.leave(async (value) => value)
  keepers.clear()
}

/** The book was deleted. Its texts are kept, and offered. */
export const leaveTextsOf = async (id: string): Promise<void> => {
  const left = [...keepers].filter(([key]) => key.startsWith(`${id} `))
  for (const [key] of left) keepers.delete(key)
  await Promise.all(left.map(([, keeper]) => keeper.leave(async (value) => value)))
}

/** @returns the kept texts of a book, with the time, that no other tab has open. They count as open here from now on. */
export const continueTexts = async (
  readerId: string,
  id: string,
): Promise<(FieldText & { keptAt: number })[]> => {
  const found = []
  for (const offer of await offeredDrafts(readerId, nameOf(id))) {
    const value = offer.value as FieldText
    const key = keyOf(id, value.field)
    if (keepers.has(key)) continue
    const keeper = newKeeper(readerId, id)
    keepers.set(key, keeper)
    // The name of a draft tells the type of its value.
    if (await keeper.adopt({ ...offer, value })) found.push({ ...value, keptAt: offer.keptAt })
    else {
      keepers.delete(key)
      void close(keeper)
    }
  }
  return found
}

let erasures = erased.peek()
effect(() => {
  if (erased.value === erasures) return
  erasures = erased.value
  for (const keeper of keepers.values()) void close(keeper)
  keepers.clear()
})

const flushAll = () => {
  for (const keeper of keepers.values()) void keeper.flush()
}
addEventListener('pagehide', flushAll)
document.addEventListener('visibilitychange', flushAll)
addEventListener('beforeunload', (event) => {
  flushAll()
  if ([...keepers.values()].some((keeper) => !keeper.isStored())) event.preventDefault()
})
