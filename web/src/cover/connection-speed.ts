interface Connection {
  /** Megabits a second, as Chromium estimates them. */
  downlink?: number
}

const { connection } = navigator as Navigator & { connection?: Connection }

const fastMegabits = 8
/** A full image that needs no longer than this needs no thumbnail before it. */
const quickMs = 500
const weightOfLast = 0.3

let averageMs: number | undefined

/** Remembers how long a full image took from its request until it was decoded. */
export const noteLoading = (ms: number): void => {
  averageMs = averageMs === undefined ? ms : averageMs * (1 - weightOfLast) + ms * weightOfLast
}

/** Whether full images come about as soon as thumbnails would. */
export const isFastConnection = (): boolean =>
  averageMs === undefined ? (connection?.downlink ?? 0) >= fastMegabits : averageMs <= quickMs
