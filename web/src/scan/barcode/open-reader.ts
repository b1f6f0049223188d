import type { BarcodeReader } from './barcode-reader.ts'
import { openNativeReader } from './native-reader.ts'

/** The reader of the browser, else the one of this app, whose script is loaded only then. */
export const openBarcodeReader = async (): Promise<BarcodeReader> =>
  (await openNativeReader()) ?? (await import('./worker-reader.ts')).openWorkerReader()
