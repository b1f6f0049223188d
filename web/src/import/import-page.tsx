import { useComputed } from '@preact/signals'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { Progress } from '../forms/progress.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { user } from '../session/session.ts'
import { OldDescriptions } from './descriptions/old-descriptions.tsx'
import { Done } from './done.tsx'
import { FilePicker } from './file-picker.tsx'
import { preview, type Step, step } from './import-state.ts'
import { Preview } from './preview.tsx'
import { remembered } from './remembered.ts'
import { fileMessage } from './service-messages.ts'
import { importTexts } from './texts.ts'
import './import.css'
import './report.css'

const Sending = ({ mode, share }: Extract<Step, { kind: 'sending' }>) => {
  const { sending, reading, adding } = importTexts.value
  const afterwards = mode === 'preview' ? reading : adding
  return (
    <div role="status">
      <Progress share={share} text={share < 1 ? sending : afterwards} />
    </div>
  )
}

/** The message for an error of the whole file. The service reports it as an issue of `file`. */
const fileIssue = (error: unknown): string | undefined => {
  const issue = hasCode(error, 'invalid_input') ? error.issues.find(({ path }) => path === 'file') : undefined
  return issue && fileMessage(issue.message)
}

const Choose = ({ error }: { error?: unknown }) => {
  const issue = fileIssue(error)
  const before = useComputed(() => (user.value ? remembered(user.value.id) : undefined)).value
  return (
    <>
      {before && (
        <p class="notice" role="status">
          {importTexts.value.chooseAgain(before.name)}
        </p>
      )}
      <FilePicker issue={issue} onChoose={(file) => void preview(file)} />
      {error !== undefined && !issue && <Problem error={error} />}
      <OldDescriptions />
    </>
  )
}

export const ImportPage = () => {
  const { value } = step
  const { title, intro } = importTexts.value
  return (
    <div class="page">
      <div class="page-head">
        <PageHeading title={title} />
        <p>{intro}</p>
      </div>
      {value.kind === 'choose' && <Choose error={value.error} />}
      {value.kind === 'sending' && <Sending {...value} />}
      {value.kind === 'preview' && <Preview {...value} />}
      {value.kind === 'done' && <Done {...value} />}
    </div>
  )
}
