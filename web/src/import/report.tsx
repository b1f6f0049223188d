import type { ImportReport } from 'bookplate/client'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { countBooks, figures } from './counts.ts'
import { ReportTable } from './report-table.tsx'
import { saveFile } from './save-file.ts'

const formats: Record<ImportReport['format'], string> = {
  goodreads: 'an export of Goodreads',
  storygraph: 'an export of StoryGraph',
  librarything: 'an export of LibraryThing',
  calibre: 'a catalogue of Calibre',
  bookwyrm: 'an export of BookWyrm',
  bookplate_csv: 'an export of Bookplate',
  bookplate_json: 'an export of Bookplate',
  other: 'a table of another kind',
}

interface ReportProps {
  file: File
  report: ImportReport
  isDone: boolean
  /** The options that the reader can correct. */
  options?: ComponentChildren
  /** The buttons. */
  children: ComponentChildren
}

const headline = ({ created, updated, mapping }: ImportReport, isDone: boolean): string => {
  if (mapping && !mapping.title) return 'Which column has the titles?'
  if (created === 0 && updated === 0) return isDone ? 'No new books were added' : 'No new books in this file'
  const counts = [
    ...(created > 0 ? [`${countBooks(created)} ${isDone ? 'added to your shelf' : 'to add'}`] : []),
    ...(updated > 0 ? [`${countBooks(updated)} ${isDone ? 'changed' : 'to change'}`] : []),
  ]
  return counts.join(', ')
}

/** The columns that have no field, and cells that are kept beside their field. */
const Kept = ({ report }: { report: ImportReport }) => {
  const columns = report.columns.filter(({ field }) => field === null)
  const issues = report.rows.reduce((sum, row) => sum + ('issues' in row ? row.issues.length : 0), 0)
  return (
    <>
      {columns.length > 0 && (
        <p class="report-file">Kept as your own fields: {columns.map(({ column }) => column).join(', ')}.</p>
      )}
      {issues > 0 && (
        <p class="report-file">
          {figures(issues)} {issues === 1 ? 'cell has' : 'cells have'} a value that does not fit its field.
          The rows below name {issues === 1 ? 'it' : 'them'}, and your own fields keep{' '}
          {issues === 1 ? 'it' : 'them'}.
        </p>
      )}
    </>
  )
}

/** The report of a preview or of an import. */
export const Report = ({ file, report, isDone, options, children }: ReportProps) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [report])
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
        {report.updated > 0 && <Count name={isDone ? 'Changed' : 'To change'} count={report.updated} />}
        <Count name="Already there" count={report.skipped} />
        <Count name={isDone ? 'Failed' : 'Cannot be added'} count={report.failed} />
      </dl>
      <Kept report={report} />
      {options}
      <div class="report-actions">
        {children}
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
    <dd class="figures">{figures(count)}</dd>
  </div>
)

const DownloadFailed = ({ file, csv, count }: { file: File; csv: string; count: number }) => (
  <button
    type="button"
    class="button"
    onClick={() => saveFile(`${file.name.replace(/\.\w+$/, '')} failed rows.csv`, csv)}
  >
    Download {count === 1 ? 'the failed row' : `the ${figures(count)} failed rows`}
  </button>
)
