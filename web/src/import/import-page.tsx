import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { Progress } from '../forms/progress.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { OldDescriptions } from './descriptions/old-descriptions.tsx'
import { FilePicker } from './file-picker.tsx'
import { Preview } from './preview.tsx'
import { Report } from './report.tsx'
import { type Step, useImport } from './use-import.ts'
import './import.css'

const Sending = ({ mode, share }: Extract<Step, { kind: 'sending' }>) => {
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
          From Goodreads, StoryGraph, LibraryThing, Calibre, BookWyrm or Bookplate, or from a table of your
          own. You see a preview first, and nothing changes until you confirm. A column that has no place here
          becomes one of your own fields. Covers are not imported. You can add them later.
        </p>
      </div>
      {step.kind === 'choose' && (
        <>
          <FilePicker issue={issue} onChoose={(file) => void preview(file)} />
          {step.error !== undefined && !issue && <Problem error={step.error} />}
          <OldDescriptions />
        </>
      )}
      {step.kind === 'sending' && <Sending {...step} />}
      {step.kind === 'preview' && (
        <Preview
          {...step}
          onPreview={(options) => void preview(step.file, options, step)}
          onApply={() => void apply(step)}
          onRestart={restart}
        />
      )}
      {step.kind === 'done' && (
        <Report file={step.file} report={step.report} isDone>
          <a class="button primary" href="#/">
            To the shelf
          </a>
          <button type="button" class="button" onClick={restart}>
            Import another file
          </button>
        </Report>
      )}
    </div>
  )
}
