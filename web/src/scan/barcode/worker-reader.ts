import { workerUrl } from '../../workers/worker-url.ts'
import type { BarcodeReader, WorkerResult } from './barcode-reader.ts'
import scriptUrl from './barcode-worker.ts?worker&url'

/** The longer side of the image that is searched. A bar of a code at arm's length is about two pixels wide then. */
const maxSide = 1280

const frameOf = (video: HTMLVideoElement): Promise<ImageBitmap> => {
  const { videoWidth, videoHeight } = video
  const scale = Math.min(1, maxSide / Math.max(videoWidth, videoHeight))
  return createImageBitmap(video, {
    resizeWidth: Math.max(1, Math.round(videoWidth * scale)),
    resizeHeight: Math.max(1, Math.round(videoHeight * scale)),
  })
}

/** A reader in a worker, so that the page stays smooth. */
export const openWorkerReader = (): BarcodeReader => {
  const worker = new Worker(workerUrl(scriptUrl), { type: 'module', name: 'barcode' })
  const { promise: failed, reject: fail } = Promise.withResolvers<never>()
  // Until the first `read` waits for it.
  failed.catch(() => undefined)
  worker.onerror = () => fail(new Error('The script of the barcode reader could not be loaded.'))
  const nextMessage = () =>
    new Promise<WorkerResult>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerResult>) => resolve(data)
    })
  return {
    read: async (video) => {
      const frame = await frameOf(video)
      const received = nextMessage()
      worker.postMessage(frame, [frame])
      const result = await Promise.race([received, failed])
      if (result.hasFailed) throw new Error('The barcode reader has failed.')
      return result.codes
    },
    close: () => worker.terminate(),
  }
}
