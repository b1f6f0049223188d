import { useEffect, useState } from 'preact/hooks'
import { type CameraProblem, closeCamera, focusAlways, openCamera } from './open-camera.ts'

export type CameraState =
  | { kind: 'starting' | 'paused' }
  | { kind: 'open'; stream: MediaStream; track: MediaStreamTrack }
  | { kind: 'failed'; problem: CameraProblem }

/**
 * The camera, while the page is visible. It stops when the page is hidden or the component unmounts, so that its light
 * goes out.
 */
export const useCamera = () => {
  const [state, setState] = useState<CameraState>({ kind: 'starting' })
  const [attempt, setAttempt] = useState(0)
  const [isVisible, setIsVisible] = useState(!document.hidden)

  useEffect(() => {
    const look = () => setIsVisible(!document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  useEffect(() => {
    if (!isVisible) return setState((before) => (before.kind === 'failed' ? before : { kind: 'paused' }))
    let stream: MediaStream | undefined
    let isOver = false
    const start = async () => {
      setState({ kind: 'starting' })
      const opened = await openCamera()
      // The question of the browser may be open for any time.
      if (isOver) return opened.kind === 'open' && closeCamera(opened.stream)
      if (opened.kind === 'failed') return setState(opened)
      stream = opened.stream
      const [track] = stream.getVideoTracks()
      if (!track) return setState({ kind: 'failed', problem: 'none' })
      track.onended = () => !isOver && setState({ kind: 'failed', problem: 'lost' })
      void focusAlways(track)
      setState({ kind: 'open', stream, track })
    }
    void start()
    return () => {
      isOver = true
      if (stream) closeCamera(stream)
    }
  }, [attempt, isVisible])

  return { state, retry: () => setAttempt((count) => count + 1) }
}
