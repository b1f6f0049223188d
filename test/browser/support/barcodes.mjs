// The images of a camera before which someone holds one book after another.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

const left = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
]
const invert = (bits) => [...bits].map((bit) => (bit === '0' ? '1' : '0')).join('')
const right = left.map(invert)
const even = right.map((bits) => [...bits].reverse().join(''))
/** The codes of the left half, by the first digit (ISO/IEC 15420). */
const parities = [
  'LLLLLL',
  'LLGLGG',
  'LLGGLG',
  'LLGGGL',
  'LGLLGG',
  'LGGLLG',
  'LGGGLL',
  'LGLGLG',
  'LGLGGL',
  'LGGLGL',
]

/** @returns the 95 modules of an EAN-13 code, `1` for a bar */
const modulesOf = (code) => {
  const [first, ...digits] = [...code].map(Number)
  const leftHalf = digits
    .slice(0, 6)
    .map((digit, at) => (parities[first][at] === 'L' ? left : even)[digit])
    .join('')
  const rightHalf = digits
    .slice(6)
    .map((digit) => right[digit])
    .join('')
  return `101${leftHalf}01010${rightHalf}101`
}

const [width, height] = [640, 480]
const barWidth = 3

const drawing = (code) => {
  const bars = [...modulesOf(code)]
    .map((bit, at) => (bit === '1' ? `<rect x="${at * barWidth}" width="${barWidth}" height="150"/>` : ''))
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="#8a7a67"/>
    <rect x="130" y="130" width="380" height="220" fill="#fff"/>
    <g transform="translate(178 165)">${bars}</g>
  </svg>`
}

/** @returns the bytes of a frame: brightness, then two planes of a quarter of its size without colour */
const frameOf = async (code) => {
  const { data } = await sharp(Buffer.from(drawing(code)))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.concat([Buffer.from('FRAME\n'), data, Buffer.alloc((width * height) / 2, 128)])
}

/** @returns the path of a video that shows each code for a second, again and again */
export const videoOf = async (codes) => {
  const frames = await Promise.all(codes.map(frameOf))
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F1:1 Ip A1:1 C420jpeg\n`)
  const path = join(await mkdtemp(join(tmpdir(), 'bookplate-camera-')), 'books.y4m')
  await writeFile(path, Buffer.concat([header, ...frames]))
  return path
}
