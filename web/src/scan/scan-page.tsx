import { useEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { usePageTitle } from '../page/page-title.ts'
import { useBarcodes } from './barcode/use-barcodes.ts'
import { CameraView } from './camera/camera-view.tsx'
import { useCamera } from './camera/use-camera.ts'
import { giveFeedback } from './feedback.ts'
import { IsbnField } from './isbn-field.tsx'
import { PauseNotice } from './list/pause-notice.tsx'
import type { ListActions } from './list/scan-actions.tsx'
import { ScannedList } from './list/scanned-list.tsx'
import { isForLater } from './pile/entry.ts'
import { pile, scan, startPile } from './pile/pile.ts'
import { scanTexts } from './texts.ts'
import { useOutcomes } from './use-outcomes.ts'
import './scan.css'
import './scanned-list.css'

const summaryOf = (): string => {
  const count = (kind: string) => pile.value.filter(({ step }) => step.kind === kind).length
  return scanTexts.value.summary(count('added'), count('had'), pile.value.filter(isForLater).length)
}

/** Adds one book after another by the barcodes on their backs. */
export const ScanPage = ({ onClose, ...actions }: { onClose: () => void } & ListActions) => {
  const texts = scanTexts.value
  usePageTitle(texts.title)
  useEffect(startPile, [])
  const video = useRef<HTMLVideoElement>(null)
  const { state, retry } = useCamera()
  const [withSound, setWithSound] = useState(true)
  const [readCount, setReadCount] = useState(0)
  const [isAgain, setIsAgain] = useState(false)
  const news = useOutcomes(pile.value, withSound)

  const take = (isbn: string) => {
    const isNew = scan(isbn)
    setIsAgain(!isNew)
    setReadCount((count) => count + 1)
    giveFeedback(isNew ? 'read' : 'had', withSound)
  }
  const hasFailed = useBarcodes(video, state.kind === 'open', take)

  return (
    <Dialog title={texts.title} size="wide" onClose={onClose}>
      <div class="scan">
        <div class="scan-side">
          <CameraView
            video={video}
            state={hasFailed ? { kind: 'failed', problem: 'reader' } : state}
            onRetry={retry}
            onSound={setWithSound}
            {...{ readCount, withSound }}
          />
          {state.kind === 'open' && !hasFailed && <p class="hint">{texts.hint}</p>}
          <IsbnField onIsbn={take} />
        </div>
        <div class="scan-results">
          <p class="scan-summary">{summaryOf()}</p>
          <PauseNotice />
          {isAgain && <p class="hint">{texts.again}</p>}
          <ScannedList entries={pile.value} {...actions} />
        </div>
      </div>
      <p class="visually-hidden" role="status">
        {news}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button primary" onClick={onClose}>
          {texts.done}
        </button>
      </div>
    </Dialog>
  )
}
