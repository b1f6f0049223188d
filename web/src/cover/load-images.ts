import { effect } from '@preact/signals'
import { scrollSpeed } from './scroll-speed.ts'
import { whenIdle } from './when-idle.ts'

// Images that arrive during a scroll make frames late. Therefore thumbnails load only while the reader scrolls slowly or
// not at all, and full images only while the page stands still. Native lazy loading does not know the scroll speed.

interface Sources {
  thumbnail: string
  /** `null` where only the thumbnail is shown. */
  full: string | null
}

const sources = new WeakMap<Element, Sources>()
/** Images near the screen that still need their thumbnail. */
const needThumbnail = new Set<HTMLImageElement>()
/** Images that show a thumbnail and still need the full image. */
const needFull = new Set<HTMLImageElement>()
/** Those images of `needFull` that are on the screen. */
const visible = new Set<HTMLImageElement>()

/** Keeps in `images` the observed images that intersect, and calls `onChange` after each update. */
const observeInto = (
  images: Set<HTMLImageElement>,
  onChange: () => void,
  options?: IntersectionObserverInit,
) =>
  new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) images.add(target as HTMLImageElement)
      else images.delete(target as HTMLImageElement)
    }
    onChange()
  }, options)

const nearScreen = observeInto(needThumbnail, () => void loadThumbnails(), { rootMargin: '100% 0px' })
const onScreen = observeInto(visible, () => void loadFullImages())

const loadThumbnail = (image: HTMLImageElement) => {
  needThumbnail.delete(image)
  nearScreen.unobserve(image)
  const { thumbnail, full } = sources.get(image) ?? {}
  if (!thumbnail) return
  image.src = thumbnail
  if (!full) return
  needFull.add(image)
  if (scrollSpeed.value === 'still') onScreen.observe(image)
}

let isLoadingThumbnails = false

const loadThumbnails = async () => {
  if (isLoadingThumbnails) return
  isLoadingThumbnails = true
  for (const image of needThumbnail) {
    if (scrollSpeed.value === 'slow') await whenIdle()
    if (scrollSpeed.value === 'fast') break
    if (needThumbnail.has(image)) loadThumbnail(image)
  }
  isLoadingThumbnails = false
}

const loadFullImage = async (image: HTMLImageElement, url: string) => {
  const preloaded = new Image()
  preloaded.src = url
  // If the full image fails, the thumbnail stays. The next stop of a scroll is the next attempt.
  const isDecoded = await preloaded.decode().then(
    () => true,
    () => false,
  )
  if (!isDecoded || sources.get(image)?.full !== url || scrollSpeed.value !== 'still') return
  // The image is decoded already. Asynchronous decoding would show an empty box for a moment.
  image.decoding = 'sync'
  image.src = url
  needFull.delete(image)
  onScreen.unobserve(image)
}

let isLoadingFullImages = false

const loadFullImages = async () => {
  if (isLoadingFullImages) return
  isLoadingFullImages = true
  for (const image of visible) {
    visible.delete(image)
    const { full } = sources.get(image) ?? {}
    if (full) await loadFullImage(image, full)
  }
  isLoadingFullImages = false
}

effect(() => {
  if (scrollSpeed.value !== 'fast') void loadThumbnails()
  if (scrollSpeed.value === 'still') {
    for (const image of needFull) onScreen.observe(image)
  } else {
    // Observing hundreds of images costs time in each frame, so it stops during a scroll.
    onScreen.disconnect()
    visible.clear()
  }
})

/**
 * Loads the thumbnail of an image when it is near the screen, and the full image when it is on the screen.
 * @returns a function that stops this
 */
export const loadWhenVisible = (image: HTMLImageElement, wanted: Sources): (() => void) => {
  sources.set(image, wanted)
  nearScreen.observe(image)
  return () => {
    sources.delete(image)
    needThumbnail.delete(image)
    needFull.delete(image)
    visible.delete(image)
    nearScreen.unobserve(image)
    onScreen.unobserve(image)
  }
}
