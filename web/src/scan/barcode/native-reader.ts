import type { BarcodeReader } from './barcode-reader.ts'

interface Detector {
  detect: (image: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}

/** @returns undefined if the browser has no reader for the barcodes of books */
export const openNativeReader = async (): Promise<BarcodeReader | undefined> => {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  // A browser may have the class although its system has no service for it.
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => [])
  if (!BarcodeDetector || !formats?.includes('ean_13')) return undefined
  const detector = new BarcodeDetector({ formats: ['ean_13'] })
  return {
    read: async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue),
    close: () => undefined,
  }
}
