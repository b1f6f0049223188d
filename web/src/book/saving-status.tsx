import { Progress } from '../forms/progress.tsx'
import { formTexts } from './form-texts.ts'
import { Question } from './question.tsx'
import type { Saving } from './use-saving.ts'
import type { Asking } from './use-unsaved.ts'

interface SavingStatusProps {
  saving: Saving
  /** The text after a request that was stopped in time. */
  stoppedText: string
  asking: Asking
  onStay: () => void
}

/** The progress of a request, the question before it is stopped, and how it ended. */
export const SavingStatus = ({ saving, stoppedText, asking, onStay }: SavingStatusProps) => {
  const texts = formTexts.value
  const { progress, isRunning, isStopping, stopped } = saving
  const ended = stopped === 'unknown' ? texts.unknownIfSaved : stoppedText
  return (
    <>
      <p class="form-notice" role="status">
        {isStopping ? texts.stopping : stopped && !isRunning && ended}
      </p>
      {progress !== undefined && (
        <Progress share={progress} text={progress < 1 ? texts.sendingCover : texts.savingBook} />
      )}
      {asking === 'stop' && !isStopping && (
        <Question
          name={texts.inProgress}
          text={progress === undefined ? texts.stopSaving : texts.stopUpload}
          stay={texts.keepSaving}
          onStay={onStay}
          leave={texts.stop}
          onLeave={() => {
            onStay()
            saving.stop()
          }}
        />
      )}
    </>
  )
}
