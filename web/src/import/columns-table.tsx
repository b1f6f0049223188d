import type { ImportReport } from 'bookplate/client'
import { cellsKept } from './cells-kept.ts'
import { mappedFieldLabel } from './field-label.ts'
import { importTexts } from './texts.ts'

/** Shows the field of each column, for a file whose format is known. */
export const ColumnsTable = ({ report }: { report: ImportReport }) => {
  const texts = importTexts.value
  const kept = cellsKept(report)
  if (report.columns.length === 0) return null
  return (
    <section class="field">
      <h3 class="import-heading">{texts.columns}</h3>
      <p class="hint">{texts.columnsKnown}</p>
      <div class="report-rows">
        <table class="columns-table">
          <caption class="visually-hidden">{texts.columns}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.column}</th>
              <th scope="col">{texts.becomes}</th>
              <th scope="col">{texts.notInField}</th>
            </tr>
          </thead>
          <tbody>
            {report.columns.map(({ column, field }) => (
              <tr key={column}>
                <th scope="row" dir="auto">
                  {column}
                </th>
                <td>
                  {field === null || field === 'extra' ? <em>{texts.ownField}</em> : mappedFieldLabel(field)}
                </td>
                <td class="figures">{kept.has(column) && texts.cells(kept.get(column) ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
