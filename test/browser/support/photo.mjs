import sharp from 'sharp'

const cover = { red: [160, 20, 30], corners: '420,260 1130,340 1060,1330 330,1230' }

/** @returns a photo of a red book that lies askew on a table, as a file for an input */
export const photoOfBook = async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="1600">
    <rect width="1500" height="1600" fill="#a08060"/>
    <polygon points="${cover.corners}" fill="rgb(${cover.red.join()})"/>
    <polygon points="520,420 980,470 970,560 510,505" fill="#fff4dc"/>
  </svg>`
  const buffer = await sharp(Buffer.from(svg)).jpeg({ quality: 95 }).toBuffer()
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer }
}

/** @returns the size of an image and the colours near its corners, as `red` or `other` */
export const examine = async (bytes) => {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const colourAt = (x, y) => {
    const at = (y * width + x) * 3
    return cover.red.every((value, channel) => Math.abs(data[at + channel] - value) < 40) ? 'red' : 'other'
  }
  const inset = Math.round(width / 25)
  const corners = [
    [inset, inset],
    [width - inset, inset],
    [width - inset, height - inset],
    [inset, height - inset],
  ].map(([x, y]) => colourAt(x, y))
  return { width, height, corners }
}
