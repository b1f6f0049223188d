import { useState } from 'preact/hooks'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { type Read, restart } from './import-state.ts'
import { Report } from './report.tsx'
import { importTexts } from './texts.ts'

/** New books are the first of the shelf by their date. Books whose dates come from the file are anywhere. */
const hasDatesOfFile = ({ report }: Read) => report.columns.some(({ field }) => field === 'created_at')

/** The outcome of an import. */
export const Done = (read: Read) => {
  const [newAsked, setNewAsked] = useState(0)
  const { see, toShelf, importOther } = importTexts.value
  const { created } = read.report
  const isOnTop = created > 0 && !hasDatesOfFile(read)
  return (
    <Report file={read.file} report={read.report} isDone newAsked={newAsked}>
      {created > 0 && !isOnTop && (
        <button type="button" class="button primary" onClick={() => setNewAsked((times) => times + 1)}>
          {see(created)}
        </button>
      )}
      <a class={isOnTop || created === 0 ? 'button primary' : 'button'} href={shelfHref(wholeShelf)}>
        {isOnTop ? see(created) : toShelf}
      </a>
      <button type="button" class="button" onClick={restart}>
        {importOther}
      </button>
    </Report>
  )
}
