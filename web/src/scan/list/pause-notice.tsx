import { formatDuration, useSecondsLeft } from '../../errors/countdown.tsx'
import { pause } from '../pile/pile.ts'
import { scanTexts } from '../texts.ts'

/** While the service accepts no lookup. */
export const PauseNotice = () => {
  const secondsLeft = useSecondsLeft(pause.value)
  if (pause.value === undefined) return null
  return <p class="scan-pause">{scanTexts.value.pausedUntil(formatDuration(secondsLeft))}</p>
}
