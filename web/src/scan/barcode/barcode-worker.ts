import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { WorkerResult } from './barcode-reader.ts'

// By default the library would fetch the file from another host.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })

const canvas = new OffscreenCanvas(1, 1)
const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })

const pixelsOf = (image: ImageBitmap): ImageData | undefined => {
  canvas.width = image.width
  canvas.height = image.height
  context?.drawImage(image, 0, 0)
  image.close()
  return context?.getImageData(0, 0, canvas.width, canvas.height)
}

const read = async (image: ImageBitmap): Promise<WorkerResult> => {
  const pixels = pixelsOf(image)
  if (!pixels) return { hasFailed: true }
  try {
    const results = await readBarcodes(pixels, { formats: ['EAN13'], maxNumberOfSymbols: 4 })
    return { codes: results.map(({ text }) => text) }
  } catch {
    return { hasFailed: true }
  }
}

addEventListener('message', async ({ data }: MessageEvent<ImageBitmap>) => postMessage(await read(data)))
