import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const folder = new URL('../../docs/images/', import.meta.url)
const [width, height, gap] = [304, 660, 20]

/** @param pictures @returns {Promise<Buffer>} one picture, with each of them beside the others */
export const sideBySide = async (pictures) => {
  const parts = await Promise.all(
    pictures.map(async (picture, at) => ({
      input: await sharp(picture).resize(width, height, { position: 'top' }).png().toBuffer(),
      left: at * (width + gap),
      top: 0,
    })),
  )
  const whole = pictures.length * (width + gap) - gap
  return sharp({ create: { width: whole, height, channels: 4, background: '#0000' } })
    .composite(parts)
    .png()
    .toBuffer()
}

/** Writes `docs/images/<name>.webp`, small enough for a page of text. */
export const save = (picture, name) =>
  sharp(picture)
    .webp({ quality: 80, effort: 6 })
    .toFile(fileURLToPath(new URL(`${name}.webp`, folder)))
