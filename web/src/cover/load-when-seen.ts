import { effect } from '@preact/signals'
import { idle } from './idle.ts'
import { pace } from './pace.ts'

// Images that arrive while the page moves make frames late. So the shelf loads thumbnails only at a pace at which they are
// seen, whenever the browser has time for one, and covers in full size only where the reader stands still. The browser's
// own lazy loading knows nothing of the pace.

interface Sources {
  thumbnail: string
  /** Null where the thumbnail is all that is shown. */
  full: string | null
}

const sources = new WeakMap<Element, Sources>()
/** Images near the screen that show nothing yet. */
const blank = new Set<HTMLImageElement>()
/** Images anywhere that show a thumbnail in the place of a cover. */
const blurred = new Set<HTMLImageElement>()
/** Those of them that the reader looks at. */
const lookedAt = new Set<HTMLImageElement>()

/** Keeps `images` to those of the observed that are seen. */
const gather = (images: Set<HTMLImageElement>, goOn: () => void, options?: IntersectionObserverInit) =>
  new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) images.add(target as HTMLImageElement)
      else images.delete(target as HTMLImageElement)
    }
    goOn()
  }, options)

const near = gather(blank, () => void showThumbnails(), { rootMargin: '100% 0px' })
const inSight = gather(lookedAt, () => void sharpenAll())

const showThumbnail = (image: HTMLImageElement) => {
  blank.delete(image)
  near.unobserve(image)
  const { thumbnail, full } = sources.get(image) ?? {}
  if (!thumbnail) return
  image.src = thumbnail
  if (!full) return
  blurred.add(image)
  if (pace.value === 'still') inSight.observe(image)
}

let isShowing = false

/** One after the other, unless the reader goes too fast. */
const showThumbnails = async () => {
  if (isShowing) return
  isShowing = true
  for (const image of blank) {
    if (pace.value === 'reading') await idle()
    if (pace.value === 'leafing') break
    if (blank.has(image)) showThumbnail(image)
  }
  isShowing = false
}

const sharpen = async (image: HTMLImageElement, url: string) => {
  const cover = new Image()
  cover.src = url
  // Without it the thumbnail stays, until the reader comes to rest again.
  const isDecoded = await cover.decode().then(
    () => true,
    () => false,
  )
  if (!isDecoded || sources.get(image)?.full !== url || pace.value !== 'still') return
  // It is decoded already; otherwise its place would be empty for a moment.
  image.decoding = 'sync'
  image.src = url
  blurred.delete(image)
  inSight.unobserve(image)
}

let isSharpening = false

/** One after the other, until the reader moves on. */
const sharpenAll = async () => {
  if (isSharpening) return
  isSharpening = true
  for (const image of lookedAt) {
    lookedAt.delete(image)
    const { full } = sources.get(image) ?? {}
    if (full) await sharpen(image, full)
  }
  isSharpening = false
}

effect(() => {
  if (pace.value !== 'leafing') void showThumbnails()
  if (pace.value === 'still') {
    for (const image of blurred) inSight.observe(image)
  } else {
    // Watching hundreds of images costs something in each frame, so nobody does while there are frames to be late.
    inSight.disconnect()
    lookedAt.clear()
  }
})

/**
 * Loads what an image of the shelf shows: a thumbnail once it is near, the cover in full size once it is looked at.
 * @returns what forgets the image
 */
export const loadWhenSeen = (image: HTMLImageElement, wanted: Sources): (() => void) => {
  sources.set(image, wanted)
  near.observe(image)
  return () => {
    sources.delete(image)
    blank.delete(image)
    blurred.delete(image)
    lookedAt.delete(image)
    near.unobserve(image)
    inSight.unobserve(image)
  }
}
