import { limits } from 'bookplate/client'
import { guessEdges } from './guess-edges.ts'
import { bookFrame, mapCorners, type Quad, wholePicture } from './quad.ts'
import { sizeOf, warp } from './warp.ts'

/** The longer side of the picture on the screen. More pixels would not make a better cover, and fill the memory of a phone. */
const maxWorkingSide = 2000
/** The longer side of the copy in which the edges are searched. */
const maxSearchedSide = 200
const jpegQuality = 0.9

const canvasOf = (width: number, height: number) => {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new Error('This browser has no canvas.')
  // A picture may be transparent in places. JPEG has no transparency.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  return { canvas, context }
}

/** @returns the image upright, without its metadata @throws DOMException for a file that is no image */
export const readPicture = async (file: Blob): Promise<HTMLCanvasElement> => {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, maxWorkingSide / Math.max(image.width, image.height))
  const { canvas, context } = canvasOf(image.width * scale, image.height * scale)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return canvas
}

/** @returns the picture, turned by 90° clockwise */
export const turnPicture = (picture: HTMLCanvasElement): HTMLCanvasElement => {
  const { canvas, context } = canvasOf(picture.height, picture.width)
  context.translate(canvas.width, 0)
  context.rotate(Math.PI / 2)
  context.drawImage(picture, 0, 0)
  return canvas
}

const scaled = (picture: HTMLCanvasElement, maxSide: number) => {
  const scale = Math.min(1, maxSide / Math.max(picture.width, picture.height))
  const { canvas, context } = canvasOf(picture.width * scale, picture.height * scale)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

const isBookShaped = ({ width, height }: HTMLCanvasElement) => width / height > 0.58 && width / height < 0.78

/** @returns the edges of the cover, or a frame of the shape of a book */
export const proposeFrame = (picture: HTMLCanvasElement): Quad =>
  guessEdges(scaled(picture, maxSearchedSide)) ??
  // Probably a scan or a picture from a shop, which shows the cover alone.
  (isBookShaped(picture) ? wholePicture : bookFrame(picture.width, picture.height))

const isUpright = ([nw, ne, se, sw]: Quad) => nw.y === ne.y && ne.x === se.x && se.y === sw.y && sw.x === nw.x

const toJpeg = (canvas: HTMLCanvasElement): Promise<File> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) =>
        blob
          ? resolve(new File([blob], 'cover.jpg', { type: blob.type }))
          : reject(new Error('The image could not be cropped.')),
      'image/jpeg',
      jpegQuality,
    ),
  )

/** @returns the part inside of the frame, straightened, at most as large as the service stores it */
export const cutPicture = (picture: HTMLCanvasElement, frame: Quad): Promise<File> => {
  const { width: across, height: down } = picture
  const quad = mapCorners(frame, ({ x, y }) => ({ x: x * across, y: y * down }))
  const { width, height } = sizeOf(quad, limits.maxCoverSide)
  const { canvas, context } = canvasOf(width, height)
  if (isUpright(frame)) {
    const [{ x, y }, , end] = quad
    context.drawImage(picture, x, y, end.x - x, end.y - y, 0, 0, canvas.width, canvas.height)
    return toJpeg(canvas)
  }
  const source = picture.getContext('2d')?.getImageData(0, 0, across, down)
  if (!source) return Promise.reject(new Error('The image could not be cropped.'))
  const target = context.createImageData(canvas.width, canvas.height)
  warp(source, quad, target)
  context.putImageData(target, 0, 0)
  return toJpeg(canvas)
}
