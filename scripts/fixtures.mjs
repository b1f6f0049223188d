// `node scripts/fixtures.mjs`: draws the images of test/fixtures, which are committed. With the same version of sharp
// every run writes the same bytes.

import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const fixtures = new URL('../test/fixtures/', import.meta.url)

const red = '#c0392b'
const green = '#27ae60'
const blue = '#2980b9'
const yellow = '#f1c40f'

const quadrants = `<svg xmlns="http://www.w3.org/2000/svg" width="3024" height="4032">
  <path fill="${red}" d="M0 0h1512v2016H0z"/>
  <path fill="${green}" d="M1512 0h1512v2016H1512z"/>
  <path fill="${blue}" d="M0 2016h1512v2016H0z"/>
  <path fill="${yellow}" d="M1512 2016h1512v2016H1512z"/>
</svg>`

const emblem = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="480">
  <circle cx="160" cy="240" r="140" fill="${red}"/>
  <circle cx="160" cy="240" r="110" fill="${yellow}" fill-opacity="0.5"/>
  <path d="M90 180q35-20 70 5q35-25 70-5v115q-35-20-70 5q-35-25-70-5z" fill="${blue}"/>
</svg>`

const dusk = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900">
  <linearGradient id="dusk" x2="0" y2="1">
    <stop stop-color="#22304f"/>
    <stop offset="0.6" stop-color="#d98e63"/>
    <stop offset="1" stop-color="#2d2230"/>
  </linearGradient>
  <rect width="600" height="900" fill="url(#dusk)"/>
  <circle cx="380" cy="470" r="70" fill="#f6d7a0"/>
  <path d="M0 620L170 500L290 590L430 480L600 640V900H0z" fill="#2d2230"/>
</svg>`

const scripted = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="300" onload="alert(1)">
  <script>alert(2)</script>
  <rect width="200" height="300" fill="${red}"/>
</svg>
`

const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Example One"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

// The metadata of a phone's photo, taken at Lake Geneva. In sharp IFD2 is the Exif directory, IFD3 the GPS directory.
const exif = {
  IFD0: { Make: 'Example', Model: 'Example One', DateTime: '2024:06:16 21:30:00' },
  IFD2: { DateTimeOriginal: '2024:06:16 21:30:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '46/1 13/1 1250/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '6/1 10/1 5880/100',
  },
}

const svg = (text) => sharp(Buffer.from(text))
const flat = (width, height, background) => ({ create: { width, height, channels: 3, background } })
const frames = () =>
  sharp(
    [red, green, blue].map((colour) => flat(200, 300, colour)),
    { join: { animated: true } },
  )

await mkdir(fixtures, { recursive: true })

const save = (name, image) => image.toFile(fileURLToPath(new URL(name, fixtures)))

// Stored on its side, with orientation 6 (turn clockwise by 90°). withExif would write the orientation as 1.
await save(
  'camera.jpg',
  svg(quadrants)
    .flatten()
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .withExif(exif)
    .withXmp(xmp)
    .jpeg({ quality: 80 }),
)
await save('palette.png', svg(emblem).png({ palette: true, dither: 0 }))
await save('photo.webp', svg(dusk).flatten().withExif(exif).webp({ quality: 80 }))
await save('animated.gif', frames().gif({ delay: [100, 100, 100] }))
await save('animated.webp', frames().webp({ lossless: true, delay: [100, 100, 100] }))
await save('tiny.png', sharp(flat(1, 1, red)).png())
await writeFile(new URL('script.svg', fixtures), scripted)
