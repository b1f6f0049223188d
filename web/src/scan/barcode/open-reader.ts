import type { BarcodeReader } from './barcode-reader.ts'
import { openNativeReader } from './native-reader.ts'

const openOwnReader = async (): Promise<BarcodeReader> =>
  (await import('./worker-reader.ts')).openWorkerReader()

/** The service of the system behind the browser's reader may fail at any time. */
const withSpare = (native: BarcodeReader): BarcodeReader => {
  let current = native
  return {
    read: async (video) => {
      try {
        return await current.read(video)
      } catch (error) {
        if (current !== native) throw error
        current = await openOwnReader()
        return current.read(video)
      }
    },
    close: () => current.close(),
  }
}

/** The reader of the browser, else the one of this app, whose script is loaded only then. */
export const openBarcodeReader = async (): Promise<BarcodeReader> => {
  const native = await openNativeReader()
  return native ? withSpare(native) : openOwnReader()
}
