import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { ignore, isBrowserError } from '../../errors/ignore.ts'
import { scanTexts } from '../texts.ts'
import { hasTorch, setTorch } from './open-camera.ts'
import type { CameraState } from './use-camera.ts'

const TorchButton = ({ track }: { track: MediaStreamTrack }) => {
  const [isOn, setIsOn] = useState(false)
  if (!hasTorch(track)) return null
  return (
    <button
      type="button"
      class="scan-tool"
      aria-pressed={isOn}
      onClick={async () => setIsOn(await setTorch(track, !isOn))}
    >
      <Icon name="light" /> {scanTexts.value.light}
    </button>
  )
}

interface CameraViewProps {
  video: RefObject<HTMLVideoElement | null>
  state: CameraState
  /** Counts the codes that were read: the frame lights up for each. */
  readCount: number
  withSound: boolean
  onSound: (isOn: boolean) => void
  onRetry: () => void
}

const Message = ({ state, onRetry }: Pick<CameraViewProps, 'state' | 'onRetry'>) => {
  const texts = scanTexts.value
  if (state.kind === 'open') return null
  const text = state.kind === 'failed' ? texts.problems[state.problem] : texts[state.kind]
  return (
    <div class="scan-message">
      <Icon name="camera" />
      <p role={state.kind === 'failed' ? 'alert' : 'status'}>{text}</p>
      {state.kind === 'failed' && (
        <button type="button" class="button" onClick={onRetry}>
          {texts.tryAgain}
        </button>
      )}
    </div>
  )
}

/** The image of the camera, with a frame for the barcode. */
export const CameraView = (props: CameraViewProps) => {
  const { video, state, readCount, withSound, onSound, onRetry } = props
  const stream = state.kind === 'open' ? state.stream : null
  const texts = scanTexts.value
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = stream
    // Rejected when the stream ends before it plays.
    if (stream) void element.play().catch(ignore(isBrowserError))
    return () => {
      element.srcObject = null
    }
  }, [stream, video])
  return (
    <div class="scan-camera">
      <video ref={video} muted playsInline aria-label={texts.camera} hidden={!stream} />
      <Message state={state} onRetry={onRetry} />
      {state.kind === 'open' && (
        <>
          <span key={readCount} class={readCount > 0 ? 'scan-frame read' : 'scan-frame'} aria-hidden="true" />
          <div class="scan-tools">
            <TorchButton key={state.track.id} track={state.track} />
            <button
              type="button"
              class="scan-tool"
              aria-pressed={withSound}
              onClick={() => onSound(!withSound)}
            >
              <Icon name="sound" /> {texts.sound}
            </button>
          </div>
        </>
      )}
    </div>
  )
}
