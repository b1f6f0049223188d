import { ignore, isBrowserError } from '../../errors/ignore.ts'

/** The reason for an image that does not come, or whose barcodes cannot be read. */
export type CameraProblem = 'denied' | 'none' | 'in-use' | 'insecure' | 'lost' | 'reader' | 'unknown'

export type OpenedCamera = { kind: 'open'; stream: MediaStream } | { kind: 'failed'; problem: CameraProblem }

/** By the names that the specification of `getUserMedia` gives, and those of older browsers. */
const problems: Record<string, CameraProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
}

const wanted: MediaStreamConstraints = {
  audio: false,
  // The camera at the back of a phone, or the only one.
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
}

export const openCamera = async (): Promise<OpenedCamera> => {
  // Absent without HTTPS, and in some browsers inside of other apps.
  if (!navigator.mediaDevices?.getUserMedia) return { kind: 'failed', problem: 'insecure' }
  try {
    return { kind: 'open', stream: await navigator.mediaDevices.getUserMedia(wanted) }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return { kind: 'failed', problem: problems[name] ?? 'unknown' }
  }
}

export const closeCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

// Not in the types of TypeScript: the specification of image capture adds them.
type Capabilities = MediaTrackCapabilities & { torch?: boolean; focusMode?: string[] }
type Setting = MediaTrackConstraintSet & { torch?: boolean; focusMode?: string }

const capabilities = (track: MediaStreamTrack): Capabilities => track.getCapabilities?.() ?? {}

const apply = (track: MediaStreamTrack, setting: Setting): Promise<void> =>
  track.applyConstraints({ advanced: [setting] })

/** A camera that can, focuses again for each book. */
export const focusAlways = async (track: MediaStreamTrack): Promise<void> => {
  if (!capabilities(track).focusMode?.includes('continuous')) return
  try {
    await apply(track, { focusMode: 'continuous' })
  } catch (error) {
    // Not a DOMException in every browser.
    if (!(error instanceof Error && error.name === 'OverconstrainedError')) ignore(isBrowserError)(error)
  }
}

export const hasTorch = (track: MediaStreamTrack): boolean => capabilities(track).torch === true

/** @returns whether the light is on afterwards */
export const setTorch = async (track: MediaStreamTrack, isOn: boolean): Promise<boolean> => {
  try {
    await apply(track, { torch: isOn })
    return isOn
  } catch {
    return !isOn
  }
}
