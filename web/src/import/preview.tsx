import type { ImportReport } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { isSame } from '../library/draft.ts'
import { ColumnsField } from './columns-field.tsx'
import { countBooks } from './counts.ts'
import { DateOrderField } from './date-order-field.tsx'
import { ExistingField } from './existing-field.tsx'
import type { ImportOptions } from './options.ts'
import { Report } from './report.tsx'

interface PreviewProps {
  file: File
  report: ImportReport
  options: ImportOptions
  chosen?: ImportOptions
  error?: unknown
  onPreview: (options: ImportOptions) => void
  onApply: () => void
  onRestart: () => void
}

/** The expected outcome, and the options that the reader corrects. Only a preview of the same options can be applied. */
export const Preview = (props: PreviewProps) => {
  const { file, report, options, error, onPreview, onApply, onRestart } = props
  const [chosen, setChosen] = useState(props.chosen ?? options)
  const set = (changes: Partial<ImportOptions>) => setChosen((before) => ({ ...before, ...changes }))
  const isChanged = !isSame(chosen, options)
  const count = report.created + report.updated
  const hasTitles = !chosen.columns || chosen.columns.some(([, field]) => field === 'title')
  return (
    <Report
      file={file}
      report={report}
      isDone={false}
      options={
        <div class="form import-options">
          {chosen.columns && (
            <ColumnsField columns={chosen.columns} onChange={(columns) => set({ columns })} />
          )}
          <DateOrderField report={report} options={chosen} onChange={set} />
          <ExistingField report={report} options={chosen} onChange={set} />
        </div>
      }
    >
      {error !== undefined && <Problem error={error} />}
      {!hasTitles && <p class="issue">Choose the column that has the titles.</p>}
      {isChanged ? (
        <button type="button" class="button primary" disabled={!hasTitles} onClick={() => onPreview(chosen)}>
          Preview again
        </button>
      ) : (
        count > 0 && (
          <button type="button" class="button primary" onClick={onApply}>
            {error === undefined ? `Import ${countBooks(count)}` : 'Try again'}
          </button>
        )
      )}
      <button type="button" class="button" onClick={onRestart}>
        Choose another file
      </button>
    </Report>
  )
}
