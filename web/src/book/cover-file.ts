import { limits } from 'bookplate/client'
import { bookTexts } from './texts.ts'

const acceptedTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']
// Smaller files are sent unchanged, because compressing them again would cost quality for little.
const minBytesToScale = 400_000
const jpegQuality = 0.9

/** The message is for the reader. */
class UnusableImage extends Error {}

export const coverMessage = (error: unknown): string =>
  error instanceof UnusableImage ? error.message : bookTexts.value.cover.unread

const scaleToJpeg = async (image: ImageBitmap, scale: number): Promise<Blob> => {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new UnusableImage(bookTexts.value.cover.notScalable)
  // JPEG has no transparency. Without this, transparent pixels become black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new UnusableImage(bookTexts.value.cover.notScaled))),
      'image/jpeg',
      jpegQuality,
    ),
  )
}

const reasonOf = async (file: Blob): Promise<string> => {
  const { emptyFile, goneFile, noImage } = bookTexts.value.cover
  // The browser reads a file only now. One that was deleted has the size 0 too.
  return file.arrayBuffer().then(
    ({ byteLength }) => (byteLength === 0 ? emptyFile : noImage),
    () => goneFile,
  )
}

const decode = async (file: Blob): Promise<ImageBitmap> => {
  try {
    // The canvas drops all metadata, such as the GPS position. Apply the orientation before that.
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new UnusableImage(await reasonOf(file))
  }
}

/**
 * Scales a large image down, because the service stores at most `maxCoverSide` pixels a side. Converts to JPEG a format
 * that the service does not accept.
 * @throws UnusableImage
 */
export const prepareCover = async (file: File): Promise<File> => {
  const image = await decode(file)
  try {
    const scale = Math.min(1, limits.maxCoverSide / Math.max(image.width, image.height))
    const isAccepted = acceptedTypes.includes(file.type) && file.size <= limits.maxCoverBytes
    if (isAccepted && (scale === 1 || file.type === 'image/gif') && file.size <= minBytesToScale) return file
    const jpeg = await scaleToJpeg(image, scale)
    if (isAccepted && jpeg.size >= file.size) return file
    return new File([jpeg], `${file.name.replace(/\.\w+$/, '') || 'cover'}.jpg`, { type: jpeg.type })
  } finally {
    image.close()
  }
}
