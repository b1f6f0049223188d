import { gif, gifComment, gifFrame, gifScreen } from './gif.ts'
import { jpeg, scan, segment, sof } from './jpeg.ts'
import { acTL, fcTL, idat, iend, ihdr, png, pngChunk } from './png.ts'
import { anmf, vp8, vp8l, vp8x, webp } from './webp.ts'

export const thumbnail = segment(0xe1, 'Exif\0\0', jpeg(sof(9000, 9000), scan))
export const samples = {
  jpeg: jpeg(thumbnail, segment(0xdb, 'tables'), sof(640, 480, 0xc2), segment(0xc4, 'huffman'), scan, scan),
  png: png(
    ihdr(640, 480),
    acTL(2),
    fcTL(0, 0, 640, 480),
    idat,
    fcTL(0, 0, 9, 9),
    pngChunk('fdAT', 'data'),
    iend,
  ),
  webp: webp(vp8x(640, 480), anmf(0, 0, 640, 480, vp8(640, 480)), anmf(2, 2, 9, 9, vp8l(9, 9))),
  gif: gif(gifScreen(640, 480), gifComment, gifFrame(0, 0, 640, 480), gifFrame(1, 1, 9, 9)),
}
