/** Reads the barcodes of a camera's image. */
export interface BarcodeReader {
  /** @returns the digits of each EAN-13 code in the current frame */
  read: (video: HTMLVideoElement) => Promise<string[]>
  close: () => void
}

/** The result for each frame, from the worker of a reader. */
export type WorkerResult = { codes: string[]; hasFailed?: undefined } | { hasFailed: true }
