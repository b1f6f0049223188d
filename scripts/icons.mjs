// `npm run icons`: draws the icons of the app from web/public/favicon.svg, the emblem on its plate.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const path = (relative) => fileURLToPath(new URL(`../web/public/${relative}`, import.meta.url))

const svg = readFileSync(path('favicon.svg'), 'utf8')
const plate = '#7a2b20'
const paper = '#faf0dc'
const emblem = /<g [\s\S]*<\/g>/.exec(svg)[0]

/** A drawing of 32 by 32 units in the middle of a full square. A launcher may cut off all but a circle of 80 %. */
const onSquare = (drawing, share) => {
  const scale = (share * 32) / 26
  const move = 16 - 16 * scale
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${plate}" d="M0 0h32v32H0z"/>
    <g transform="translate(${move} ${move}) scale(${scale})">${drawing}</g></svg>`
}

const strokes = (d) =>
  `<path fill="none" stroke="${paper}" stroke-width="2" stroke-linecap="round" d="${d}"/>`
const plus = strokes('M16 8v16M8 16h16')
const barcode = strokes('M6 10v12M10 10v12M14 10v12M19 10v12M22 10v12M26 10v12')

const write = (drawing, size, name) =>
  sharp(Buffer.from(drawing), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(path(name))

mkdirSync(path('icons'), { recursive: true })
await write(svg, 192, 'icons/icon-192.png')
await write(svg, 512, 'icons/icon-512.png')
await write(onSquare(emblem, 0.62), 512, 'icons/maskable-512.png')
await write(onSquare(emblem, 0.72), 180, 'apple-touch-icon.png')
await write(onSquare(plus, 0.62), 192, 'icons/add-192.png')
await write(onSquare(barcode, 0.62), 192, 'icons/scan-192.png')
