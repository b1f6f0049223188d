import { effect } from '@preact/signals'
import { applyFit } from './apply-fit.ts'
import { isFastConnection, noteLoading } from './connection-speed.ts'
import { createNearLists } from './near-lists.ts'
import { scrollSpeed } from './scroll-speed.ts'
import { whenIdle } from './when-idle.ts'

// Images that arrive during a scroll make frames late. Therefore thumbnails load only while the reader scrolls slowly or
// not at all, and full images only while the page stands still. Native lazy loading does not know the scroll speed.
// The sharp images on the screen load side by side. A fast connection loads no thumbnails for them.

interface Sources {
  thumbnail: string
  /** `null` where only the thumbnail is shown. */
  full: string | null
}

const maxParallel = 12
/** The longest sides of a thumbnail and of a cover for shelves. */
const [thumbnailPixels, shelfPixels] = [150, 480]
/** An image looks sharp if it is enlarged no more than this. */
const maxEnlarged = 1.1

const sources = new WeakMap<Element, Sources>()
/** Images near the screen that still change. */
const near = new Set<HTMLImageElement>()
const loadingSharp = new Set<HTMLImageElement>()
/** Images whose full image failed since the last scroll. */
const failed = new Set<HTMLImageElement>()

const nearScreen = createNearLists<HTMLImageElement>(
  '100% 0px',
  (image, isNear) => {
    if (isNear) near.add(image)
    else near.delete(image)
  },
  () => update(),
)

const finish = (image: HTMLImageElement) => {
  near.delete(image)
  nearScreen.remove(image)
}

const loadThumbnail = (image: HTMLImageElement) => {
  const { thumbnail, full } = sources.get(image) ?? {}
  if (!thumbnail) return
  if (!image.hasAttribute('src')) image.src = thumbnail
  if (!full) finish(image)
}

let isLoadingThumbnails = false

const loadThumbnails = async () => {
  if (isLoadingThumbnails) return
  isLoadingThumbnails = true
  for (const image of near) {
    if (scrollSpeed.value === 'slow') await whenIdle()
    if (scrollSpeed.value === 'fast') break
    if (near.has(image) && !loadingSharp.has(image)) loadThumbnail(image)
  }
  isLoadingThumbnails = false
}

const loadSharpImage = async (image: HTMLImageElement, full: string, url: string) => {
  const preloaded = new Image()
  preloaded.fetchPriority = 'high'
  const startedAt = performance.now()
  preloaded.src = url
  const isDecoded = await preloaded.decode().then(
    () => true,
    () => false,
  )
  if (sources.get(image)?.full !== full) return
  if (!isDecoded) {
    // The thumbnail stays. The next stop of a scroll is the next attempt.
    failed.add(image)
    loadThumbnail(image)
    return
  }
  noteLoading(performance.now() - startedAt)
  if (scrollSpeed.value !== 'still') return
  // The image is decoded already. Asynchronous decoding would show an empty box for a moment.
  image.decoding = 'sync'
  applyFit(image, preloaded)
  image.src = url
  // A shelf with larger covers needs the full image later.
  if (url === full) finish(image)
}

const isOnScreen = (element: Element) => {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

const isSharpWith = (pixels: number, { offsetHeight }: HTMLElement) =>
  offsetHeight * devicePixelRatio <= pixels * maxEnlarged

/** @returns the address of the cover for shelves, beside that of the full cover */
const shelfUrl = (full: string) => full.replace(/cover\.webp$/, 'shelf.webp')

const loadSharpImages = () => {
  for (const image of near) {
    if (loadingSharp.size >= maxParallel) return
    const { full } = sources.get(image) ?? {}
    if (!full || loadingSharp.has(image) || failed.has(image)) continue
    // The browser has not laid out what is in distant cards. A question about their images would make it.
    if (!isOnScreen(image.closest('li') ?? image)) continue
    if (isSharpWith(thumbnailPixels, image)) {
      loadThumbnail(image)
      continue
    }
    const url = isSharpWith(shelfPixels, image) ? shelfUrl(full) : full
    if (image.src === url) continue
    if (!isFastConnection()) loadThumbnail(image)
    loadingSharp.add(image)
    void loadSharpImage(image, full, url).finally(() => {
      loadingSharp.delete(image)
      update()
    })
  }
}

const update = () => {
  if (scrollSpeed.value === 'still') loadSharpImages()
  else failed.clear()
  // The images on the screen come first.
  if (loadingSharp.size === 0 || scrollSpeed.value === 'slow') void loadThumbnails()
}

effect(update)

/** Loads the images that larger covers need. */
export const sharpenCovers = (): void => {
  requestAnimationFrame(update)
}

/**
 * Loads the thumbnail of an image when it is near the screen, and the full image when it is on the screen.
 * @returns a function that stops this
 */
export const loadWhenVisible = (image: HTMLImageElement, wanted: Sources): (() => void) => {
  sources.set(image, wanted)
  nearScreen.add(image)
  return () => {
    sources.delete(image)
    loadingSharp.delete(image)
    failed.delete(image)
    finish(image)
  }
}
