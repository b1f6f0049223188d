import { Problem } from '../errors/problem.tsx'
import { isSame } from '../library/draft.ts'
import { ColumnsField } from './columns-field.tsx'
import { ColumnsTable } from './columns-table.tsx'
import { DateOrderField } from './date-order-field.tsx'
import { ExistingField } from './existing-field.tsx'
import { apply, choose, preview, type Read, restart } from './import-state.ts'
import { Report } from './report.tsx'
import { importTexts } from './texts.ts'

const Options = ({ report, chosen }: Read) => (
  <div class="form import-options">
    {chosen.columns ? (
      <ColumnsField columns={chosen.columns} report={report} onChange={(columns) => choose({ columns })} />
    ) : (
      <ColumnsTable report={report} />
    )}
    <DateOrderField report={report} options={chosen} onChange={choose} />
    <ExistingField report={report} options={chosen} onChange={choose} />
  </div>
)

/** The expected outcome, and the options that the reader corrects. Only a preview of the same options can be applied. */
export const Preview = (read: Read) => {
  const { file, report, options, chosen, error } = read
  const texts = importTexts.value
  const isChanged = !isSame(chosen, options)
  const count = report.created + report.updated
  const hasTitles = !chosen.columns || chosen.columns.some(([, field]) => field === 'title')
  return (
    <Report file={file} report={report} isDone={false} options={<Options {...read} />}>
      {error !== undefined && <Problem error={error} />}
      {!hasTitles && <p class="issue">{texts.chooseTitles}</p>}
      {isChanged ? (
        <button
          type="button"
          class="button primary"
          disabled={!hasTitles}
          onClick={() => void preview(file, chosen, read)}
        >
          {texts.previewAgain}
        </button>
      ) : (
        count > 0 && (
          <button type="button" class="button primary" onClick={() => void apply(read)}>
            {error === undefined ? texts.import(count) : texts.tryAgain}
          </button>
        )
      )}
      <button type="button" class="button" onClick={restart}>
        {texts.chooseOther}
      </button>
    </Report>
  )
}
