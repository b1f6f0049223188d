import type { ImportReport } from 'bookplate/client'
import { fieldList } from './field-label.ts'
import { issueMessage, matchMessage, problemMessage } from './service-messages.ts'
import { importTexts } from './texts.ts'

type Row = ImportReport['rows'][number]
type ReadRow = Exclude<Row, { status: 'failed' }>

const maxShownIssues = 5

const Match = ({ row }: { row: ReadRow }) => {
  const { match, status, changes, differs } = row
  const texts = importTexts.value
  if (!match) return null
  const rows = match.rows.length > 0 ? ` ${texts.matchRows(match.rows.join(', '))}` : ''
  const say = status === 'updated' ? texts.taken : texts.fileHasMore
  return (
    <>
      <span class="row-detail">
        {matchMessage(match)}
        {rows}
      </span>
      {changes.length > 0 && <span class="row-detail">{say(fieldList(changes))}</span>}
      {differs.length > 0 && <span class="row-detail">{texts.differs(fieldList(differs))}</span>}
    </>
  )
}

/** Why a row makes no new book, and which of its cells do not fit their fields. */
export const RowDetails = ({ row }: { row: Row }) => {
  if ('problem' in row) return <span class="row-problem">{problemMessage(row.problem)}</span>
  const { cell, more } = importTexts.value
  const left = row.issues.length - maxShownIssues
  return (
    <>
      <Match row={row} />
      {row.issues.slice(0, maxShownIssues).map((issue) => (
        <span key={`${issue.column} ${issue.code}`} class="row-detail" dir="auto">
          {cell(issue.column, issue.value, issueMessage(issue))}
        </span>
      ))}
      {left > 0 && <span class="row-detail">{more(left)}</span>}
    </>
  )
}
