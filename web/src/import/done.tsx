import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { type Read, restart } from './import-state.ts'
import { Report } from './report.tsx'
import { importTexts } from './texts.ts'

/** New books are the first of the shelf by their date. Books whose dates come from the file are anywhere. */
const hasDatesOfFile = ({ report }: Read) => report.columns.some(({ field }) => field === 'created_at')

const ToBooks = (read: Read) => {
  const { see, toShelf } = importTexts.value
  const { created } = read.report
  const isSorted = created > 0 && !hasDatesOfFile(read)
  return (
    <a class="button primary" href={shelfHref(wholeShelf)}>
      {isSorted ? see(created) : toShelf}
    </a>
  )
}

/** The outcome of an import. */
export const Done = (read: Read) => (
  <Report file={read.file} report={read.report} isDone>
    <ToBooks {...read} />
    <button type="button" class="button" onClick={restart}>
      {importTexts.value.importOther}
    </button>
  </Report>
)
