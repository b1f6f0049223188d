import { type ImportReport, NetworkError } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { Progress } from '../forms/progress.tsx'
import { reloadBooks } from '../library/books.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { client } from '../session/session.ts'
import { OldDescriptions } from './descriptions/old-descriptions.tsx'
import { FilePicker } from './file-picker.tsx'
import { Report } from './report.tsx'
import './import.css'

type Step =
  | { kind: 'choose'; error?: unknown }
  | { kind: 'sending'; mode: Mode; file: File; share: number }
  | { kind: 'preview' | 'done'; file: File; report: ImportReport; error?: unknown }

type Mode = 'preview' | 'apply'

const send = (file: File, mode: Mode, key: string, onProgress: (share: number) => void) => {
  const form = new FormData()
  form.set('file', file)
  form.set('mode', mode)
  return client.upload('POST', '/books/import', form, { headers: { 'Idempotency-Key': key }, onProgress })
}

const useImport = () => {
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  // After a lost response the same key is sent again, so that the service imports nothing twice.
  const lostKey = useRef<string>(undefined)

  const preview = async (file: File) => {
    lostKey.current = undefined
    setStep({ kind: 'sending', mode: 'preview', file, share: 0 })
    try {
      const report = await send(file, 'preview', crypto.randomUUID(), (share) =>
        setStep({ kind: 'sending', mode: 'preview', file, share }),
      )
      setStep({ kind: 'preview', file, report })
    } catch (error) {
      setStep({ kind: 'choose', error })
    }
  }

  const apply = async (file: File, previewed: ImportReport) => {
    const key = lostKey.current ?? crypto.randomUUID()
    setStep({ kind: 'sending', mode: 'apply', file, share: 0 })
    try {
      const report = await send(file, 'apply', key, (share) =>
        setStep({ kind: 'sending', mode: 'apply', file, share }),
      )
      lostKey.current = undefined
      reloadBooks()
      setStep({ kind: 'done', file, report })
    } catch (error) {
      lostKey.current = error instanceof NetworkError ? key : undefined
      setStep({ kind: 'preview', file, report: previewed, error })
    }
  }

  return { step, preview, apply, restart: () => setStep({ kind: 'choose' }) }
}

const Sending = ({ mode, share }: { mode: Mode; share: number }) => {
  const afterwards = mode === 'preview' ? 'Reading the file …' : 'Adding the books …'
  return (
    <div role="status">
      <Progress share={share} text={share < 1 ? 'Sending the file …' : afterwards} />
    </div>
  )
}

/** The message for an error of the whole file. The service reports it as an issue of `file`. */
const fileIssue = (error: unknown): string | undefined =>
  hasCode(error, 'invalid_input') ? error.issues.find(({ path }) => path === 'file')?.message : undefined

export const ImportPage = () => {
  const { step, preview, apply, restart } = useImport()
  const issue = step.kind === 'choose' ? fileIssue(step.error) : undefined
  return (
    <div class="page">
      <div class="page-head">
        <PageHeading title="Import a library" />
        <p>
          From Goodreads, StoryGraph or Bookplate. You see a preview first, and nothing is added until you
          confirm. Covers are not imported. You can add them later.
        </p>
      </div>
      {step.kind === 'choose' && (
        <>
          <FilePicker issue={issue} onChoose={preview} />
          {step.error !== undefined && !issue && <Problem error={step.error} />}
          <OldDescriptions />
        </>
      )}
      {step.kind === 'sending' && <Sending mode={step.mode} share={step.share} />}
      {(step.kind === 'preview' || step.kind === 'done') && (
        <Report
          file={step.file}
          report={step.report}
          error={step.error}
          onApply={step.kind === 'preview' ? () => apply(step.file, step.report) : undefined}
          onRestart={restart}
        />
      )}
    </div>
  )
}
