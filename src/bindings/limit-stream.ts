import { withinLimit } from './time-limit.ts'

// A default reader of the platform's streams returns 4 KiB at a time, so a cover would need dozens of timers.
const chunkBytes = 64 * 1024

/**
 * Bounds the wait for each chunk, and not the whole: a slow client may take longer than any limit.
 * @param source a byte stream of a binding
 * @param length of the stream in bytes: without it the response would lose its `Content-Length`
 * @returns the same bytes. The stream breaks off when `source` fails or stops.
 */
export const limitStream = (
  call: string,
  limitMs: number,
  source: ReadableStream<Uint8Array>,
  length: number,
): ReadableStream<Uint8Array> => {
  const reader = source.getReader({ mode: 'byob' })
  return new ReadableStream<Uint8Array>({
    expectedLength: length,
    pull: async (controller) => {
      const { done, value } = await withinLimit(call, limitMs, reader.read(new Uint8Array(chunkBytes)))
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
