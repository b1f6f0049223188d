import type { ImportReport } from 'bookplate/client'
import { useEffect, useRef } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { ReportTable } from './report-table.tsx'
import { saveFile } from './save-file.ts'

const formats: Record<ImportReport['format'], string> = {
  goodreads: 'an export of Goodreads',
  storygraph: 'an export of StoryGraph',
  bookplate_csv: 'an export of Bookplate',
  bookplate_json: 'an export of Bookplate',
}

const numberFormat = new Intl.NumberFormat()
const countBooks = (count: number) => `${numberFormat.format(count)} ${count === 1 ? 'book' : 'books'}`

interface ReportProps {
  file: File
  report: ImportReport
  error: unknown
  /** `undefined` when the import is done. */
  onApply: (() => void) | undefined
  onRestart: () => void
}

const headline = ({ created }: ImportReport, isDone: boolean): string => {
  if (isDone) return created === 0 ? 'No new books were added' : `${countBooks(created)} added to your shelf`
  return created === 0 ? 'No new books in this file' : `${countBooks(created)} to add`
}

/** The report of a preview or of an import. */
export const Report = ({ file, report, error, onApply, onRestart }: ReportProps) => {
  const isDone = onApply === undefined
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [isDone])
  return (
    <section class="report">
      <h2 ref={heading} tabIndex={-1}>
        {headline(report, isDone)}
      </h2>
      <p class="report-file">
        {file.name}, {formats[report.format]}
      </p>
      <dl class="tally">
        <Count name={isDone ? 'Added' : 'To add'} count={report.created} />
        <Count name="Already there" count={report.skipped} />
        <Count name={isDone ? 'Failed' : 'Cannot be added'} count={report.failed} />
      </dl>
      {report.ignored_columns.length > 0 && (
        <p class="report-file">Ignored columns: {report.ignored_columns.join(', ')}.</p>
      )}
      {error !== undefined && <Problem error={error} />}
      <div class="report-actions">
        {onApply && report.created > 0 && (
          <button type="button" class="button primary" onClick={onApply}>
            {error === undefined ? `Import ${countBooks(report.created)}` : 'Try again'}
          </button>
        )}
        {isDone && (
          <a class="button primary" href="#/">
            To the shelf
          </a>
        )}
        <button type="button" class="button" onClick={onRestart}>
          {isDone ? 'Import another file' : 'Choose another file'}
        </button>
        {report.failed_rows_csv !== null && (
          <DownloadFailed file={file} csv={report.failed_rows_csv} count={report.failed} />
        )}
      </div>
      <ReportTable rows={report.rows} isDone={isDone} />
    </section>
  )
}

const Count = ({ name, count }: { name: string; count: number }) => (
  <div>
    <dt>{name}</dt>
    <dd class="figures">{numberFormat.format(count)}</dd>
  </div>
)

const DownloadFailed = ({ file, csv, count }: { file: File; csv: string; count: number }) => (
  <button
    type="button"
    class="button"
    onClick={() => saveFile(`${file.name.replace(/\.\w+$/, '')} failed rows.csv`, csv)}
  >
    Download {count === 1 ? 'the failed row' : `the ${numberFormat.format(count)} failed rows`}
  </button>
)
