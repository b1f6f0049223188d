// Scrolling over covers of full size makes more frames late than over thumbnails. So the shelf scrolls with thumbnails, and
// what is in sight becomes sharp once it stands still.

const restMs = 150

/** Covers in sight that are not sharp yet, and the URLs of their full size. */
const waiting = new Map<HTMLImageElement, string>()
const urls = new WeakMap<Element, string>()
let timer: ReturnType<typeof setTimeout> | undefined
let rests = 0

const sharpen = async (image: HTMLImageElement, url: string): Promise<void> => {
  waiting.delete(image)
  const full = new Image()
  full.src = url
  // Where that fails the thumbnail stays.
  await full.decode().then(
    () => {
      if (urls.get(image) !== url) return
      // It is decoded already; otherwise its place would be empty for a moment.
      image.decoding = 'sync'
      image.src = url
      sight.unobserve(image)
    },
    () => undefined,
  )
}

/** One after the other, until the reader moves on. */
const sharpenAll = async () => {
  const rest = ++rests
  for (const [image, url] of waiting) {
    if (rest !== rests) return
    await sharpen(image, url)
  }
}

const startRest = () => {
  rests++
  clearTimeout(timer)
  timer = setTimeout(() => void sharpenAll(), restMs)
}

const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const url = urls.get(target)
    if (isIntersecting && url !== undefined) waiting.set(target as HTMLImageElement, url)
    else waiting.delete(target as HTMLImageElement)
  }
  startRest()
})

addEventListener('scroll', startRest, { passive: true })

/**
 * Shows `url` in the place of the thumbnail when the image is in sight and the reader does not scroll.
 * @returns what forgets the image
 */
export const sharpenAtRest = (image: HTMLImageElement, url: string): (() => void) => {
  urls.set(image, url)
  sight.observe(image)
  return () => {
    urls.delete(image)
    waiting.delete(image)
    sight.unobserve(image)
  }
}
