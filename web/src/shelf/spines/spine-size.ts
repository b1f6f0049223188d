import type { ListedBook } from 'bookplate/client'
import { type Binding, type SpineText, spineText } from './spine-text.ts'

type Sized = Pick<ListedBook, 'id' | 'title' | 'authors' | 'series' | 'pages' | 'format' | 'category'>

/** The shape of a spine, in rem. */
export interface Spine {
  width: number
  height: number
  text: SpineText
  /** The ornament: see bindings.css. */
  binding: Binding
  /** How much darker or lighter the cloth is than that of others of its category, -1 to 1. */
  shade: number
  /** The number of the cloth of a book without a category. */
  cloth: number
}

const clothCount = 8

const bindings: readonly Binding[] = ['gilt', 'bands', 'label', 'gilt', 'paper', 'stripe']

/** FNV-1a, which spreads similar texts. @returns a number from 0 to 1, always the same for the same text */
const chanceOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  // The last characters reach the upper bits only by this.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

const clamp = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

const minWidth = { mouse: 1.75, touch: 2.75 }
const maxWidth = 4

/** Without its pages, a book is as thick as its title is long. */
const thickness = ({ id, title, pages }: Sized): number =>
  pages === null ? 1.9 + Math.min(title.length, 60) / 70 + chanceOf(id) * 0.35 : 1.3 + pages * 0.0021

const heights: Record<string, [least: number, most: number]> = {
  paperback: [13, 14.4],
  hardcover: [14.6, 16.2],
  'picture book': [15.4, 16.4],
  other: [13.4, 15.8],
}

/** A set of volumes has the same height and ornament. */
const setOf = ({ id, series }: Sized): string => series ?? id

const heightOf = (book: Sized): number => {
  const kind = book.category === 'picture book' ? book.category : (book.format ?? 'other')
  const [least, most] = heights[kind] ?? [13.4, 15.8]
  return least + chanceOf(`height ${setOf(book)}`) * (most - least)
}

const computeSpine = (book: Sized, isTouch: boolean): Spine => {
  const scale = isTouch ? 1.2 : 1
  const least = isTouch ? minWidth.touch : minWidth.mouse
  const width = Math.round(clamp(least, thickness(book) * scale, maxWidth) * 32) / 32
  const height = Math.round(heightOf(book) * 16) / 16
  const binding = bindings[Math.floor(chanceOf(`binding ${setOf(book)}`) * bindings.length)] ?? 'gilt'
  return {
    width,
    height,
    text: spineText(book, { width, height, binding }),
    binding,
    cloth: Math.floor(chanceOf(`cloth ${setOf(book)}`) * clothCount),
    shade: chanceOf(`shade ${setOf(book)}`) * 2 - 1,
  }
}

const known = new WeakMap<Sized, { isTouch: boolean; spine: Spine }>()

/**
 * The spine of a book is computed once, because each page of a list puts all books on boards again.
 * @param isTouch whether a finger must meet the spine
 */
export const spineOf = (book: Sized, isTouch: boolean): Spine => {
  const found = known.get(book)
  if (found?.isTouch === isTouch) return found.spine
  const spine = computeSpine(book, isTouch)
  known.set(book, { isTouch, spine })
  return spine
}
