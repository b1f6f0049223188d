import { effect } from '@preact/signals'
import { createNearLists } from '../../cover/near-lists.ts'
import { scrollSpeed } from '../../cover/scroll-speed.ts'
import { whenIdle } from '../../cover/when-idle.ts'
import { ignore, isBrowserError } from '../../errors/ignore.ts'
import { mainColour, readable, type SpineColour } from './colour.ts'

// The address of a thumbnail never changes its image, so a colour is computed once. The browser caches the image, so
// nothing else is stored.

const known = new Map<string, SpineColour>()

/** @returns the colour of a thumbnail, if it has been computed */
export const knownColour = (url: string | null): SpineColour | undefined =>
  url === null ? undefined : known.get(url)

const sampleWidth = 16
const sampleHeight = 24

let context: CanvasRenderingContext2D | null | undefined

const colourOf = async (url: string): Promise<SpineColour | undefined> => {
  const image = new Image()
  image.decoding = 'async'
  image.src = url
  await image.decode()
  context ??= Object.assign(document.createElement('canvas'), {
    width: sampleWidth,
    height: sampleHeight,
  }).getContext('2d', { willReadFrequently: true })
  context?.drawImage(image, 0, 0, sampleWidth, sampleHeight)
  const pixels = context?.getImageData(0, 0, sampleWidth, sampleHeight).data
  return pixels && readable(mainColour(pixels))
}

interface Wanted {
  url: string
  onColour: (colour: SpineColour) => void
}

const wanted = new WeakMap<Element, Wanted>()
const near = new Set<Element>()

const nearScreen = createNearLists<Element>(
  '50% 0px',
  (element, isNear) => {
    if (isNear) near.add(element)
    else near.delete(element)
  },
  () => void run(),
)

const forget = (element: Element) => {
  near.delete(element)
  nearScreen.remove(element)
}

const compute = async (element: Element) => {
  const { url, onColour } = wanted.get(element) ?? {}
  if (url === undefined) return
  // A cover that cannot be read leaves the cloth of the category.
  const colour = known.get(url) ?? (await colourOf(url).catch(ignore(isBrowserError)))
  if (colour) known.set(url, colour)
  if (colour && wanted.get(element)?.url === url) onColour?.(colour)
}

const atOnce = 4
let isRunning = false

/** Images that arrive during a fast scroll would make frames late. */
const run = async () => {
  if (isRunning) return
  isRunning = true
  while (near.size > 0 && scrollSpeed.value !== 'fast') {
    const some = [...near].slice(0, atOnce)
    for (const element of some) forget(element)
    await Promise.all(some.map(compute))
    await whenIdle()
  }
  isRunning = false
}

effect(() => {
  if (scrollSpeed.value !== 'fast') void run()
})

/** Computes the colour of a thumbnail when `element` is near the screen. @returns a function that stops this */
export const observeColour = (element: Element, one: Wanted): (() => void) => {
  wanted.set(element, one)
  nearScreen.add(element)
  return () => {
    wanted.delete(element)
    forget(element)
  }
}
