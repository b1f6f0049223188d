import { ignore, isBrowserError } from '../errors/ignore.ts'

/** Tones in Hz, one after another. */
const tones = { read: [1320], had: [880, 660], unknown: [330] } as const

export type Feedback = keyof typeof tones

const toneSeconds = 0.09

let audio: AudioContext | undefined

const playTones = (kind: Feedback) => {
  audio ??= new AudioContext()
  const context = audio
  // Silent until the reader has touched the page, for which browsers ask.
  void context.resume().catch(ignore(isBrowserError))
  tones[kind].forEach((frequency, at) => {
    const start = context.currentTime + at * toneSeconds
    const oscillator = new OscillatorNode(context, { frequency, type: 'triangle' })
    const gain = new GainNode(context, { gain: 0.12 })
    gain.gain.setTargetAtTime(0, start + toneSeconds * 0.6, 0.015)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + toneSeconds)
  })
}

/** A beep and a short vibration, so that the reader need not look at the screen. */
export const giveFeedback = (kind: Feedback, withSound: boolean): void => {
  navigator.vibrate?.(kind === 'read' ? 40 : [40, 60, 40])
  if (!withSound) return
  try {
    playTones(kind)
  } catch {
    // A device without sound has the list.
  }
}
