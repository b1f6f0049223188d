import type { ImportReport } from 'bookplate/client'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { number } from '../i18n/format.ts'
import { saveFile } from '../page/save-file.ts'
import { cellsKept } from './cells-kept.ts'
import { ReportTable } from './report-table.tsx'
import { importTexts } from './texts.ts'

interface ReportProps {
  file: File
  report: ImportReport
  isDone: boolean
  newAsked?: number
  /** The options that the reader can correct. */
  options?: ComponentChildren
  /** The buttons. */
  children: ComponentChildren
}

const headline = ({ created, updated, mapping }: ImportReport, isDone: boolean): string => {
  const texts = importTexts.value
  if (mapping && !mapping.title) return texts.whichTitles
  if (created === 0 && updated === 0) return isDone ? texts.noneAdded : texts.noneToAdd
  const { toAdd, added, toChange, changed } = texts
  const counts = [
    ...(created > 0 ? [isDone ? added(created) : toAdd(created)] : []),
    ...(updated > 0 ? [isDone ? changed(updated) : toChange(updated)] : []),
  ]
  return counts.join(', ')
}

/** The report of a preview or of an import. */
export const Report = ({ file, report, isDone, newAsked, options, children }: ReportProps) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [report])
  const { formats, counts, misfits } = importTexts.value
  const kept = [...cellsKept(report).values()].reduce((sum, count) => sum + count, 0)
  return (
    <section class="report">
      <h2 ref={heading} tabIndex={-1}>
        {headline(report, isDone)}
      </h2>
      <p class="report-file">
        <span dir="auto">{file.name}</span>, {formats[report.format]}
      </p>
      <dl class="tally">
        <Count name={isDone ? counts.added : counts.toAdd} count={report.created} />
        {report.updated > 0 && (
          <Count name={isDone ? counts.changed : counts.toChange} count={report.updated} />
        )}
        <Count name={counts.skipped} count={report.skipped} />
        <Count name={isDone ? counts.failed : counts.cannotBeAdded} count={report.failed} />
      </dl>
      {kept > 0 && <p class="report-file">{misfits(kept)}</p>}
      {options}
      <div class="report-actions">
        {children}
        {report.failed_rows_csv !== null && (
          <DownloadFailed file={file} csv={report.failed_rows_csv} count={report.failed} />
        )}
      </div>
      <ReportTable rows={report.rows} isDone={isDone} newAsked={newAsked} />
    </section>
  )
}

const Count = ({ name, count }: { name: string; count: number }) => (
  <div>
    <dt>{name}</dt>
    <dd class="figures">{number(count)}</dd>
  </div>
)

const DownloadFailed = ({ file, csv, count }: { file: File; csv: string; count: number }) => {
  const { downloadFailed, failedFile } = importTexts.value
  return (
    <button
      type="button"
      class="button"
      onClick={() => saveFile(failedFile(file.name.replace(/\.\w+$/, '')), csv, 'text/csv')}
    >
      {downloadFailed(count)}
    </button>
  )
}
