import { limits } from '../limits.ts'

// Smaller files are sent as they are, so that they are not compressed twice.
const worthScalingBytes = 400_000
const quality = 0.9

/** Why a file cannot be a cover, in a sentence. */
export class UnusableImage extends Error {}

const draw = async (image: ImageBitmap, scale: number): Promise<Blob> => {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new UnusableImage('This browser cannot make the image smaller. Choose a smaller one.')
  // JPEG knows no transparency: it would turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new UnusableImage('The image could not be made smaller.'))),
      'image/jpeg',
      quality,
    ),
  )
}

const decode = async (file: Blob): Promise<ImageBitmap> => {
  try {
    // Upright, as its metadata says: drawing loses that, and with it the place where a photo was taken.
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new UnusableImage('This file is not an image that can be read. A JPEG, PNG, WebP or GIF will do.')
  }
}

/**
 * Makes a cover of whatever image the reader has: a large photo is scaled down before it is sent, a format that only
 * the browser can read becomes JPEG.
 * @throws UnusableImage
 */
export const prepareCover = async (file: File): Promise<File> => {
  const image = await decode(file)
  try {
    const scale = Math.min(1, limits.maxCoverSide / Math.max(image.width, image.height))
    const isFine = limits.coverTypes.includes(file.type) && file.size <= limits.maxCoverBytes
    if (isFine && (scale === 1 || file.type === 'image/gif') && file.size <= worthScalingBytes) return file
    const jpeg = await draw(image, scale)
    if (isFine && jpeg.size >= file.size) return file
    return new File([jpeg], `${file.name.replace(/\.\w+$/, '') || 'cover'}.jpg`, { type: jpeg.type })
  } finally {
    image.close()
  }
}
