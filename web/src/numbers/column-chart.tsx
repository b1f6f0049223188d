import { useId } from 'preact/hooks'
import { number } from '../i18n/format.ts'
import './charts.css'

export interface Column {
  /** In full, for the table. */
  name: string
  /** For the axis. */
  label: string
  /** For an axis on a narrow screen. */
  shortLabel: string
  value: number
}

interface ColumnChartProps {
  title: string
  /** The headings of the table behind the chart. */
  nameHead: string
  valueHead: string
  columns: readonly Column[]
}

/** With many columns only some of them have room for a label. */
const densityOf = (count: number): string => (count > 26 ? 'denser' : count > 12 ? 'dense' : '')

/** A long number needs more room than a column of a phone has. The one of the longest bar is always shown. */
const valueClass = (value: number, max: number): string =>
  ['column-value', 'figures', value > 999 && 'long', value === max && 'most'].filter(Boolean).join(' ')

const Bar = ({ column, max }: { column: Column; max: number }) => (
  <div class="column">
    <span class={valueClass(column.value, max)}>{column.value > 0 ? number(column.value) : ''}</span>
    <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
      <rect
        class="chart-bar"
        width="10"
        y={100 - (100 * column.value) / max}
        height={(100 * column.value) / max}
      />
    </svg>
    <span class="column-label">
      <span class="label-long">{column.label}</span>
      <span class="label-short">{column.shortLabel}</span>
    </span>
  </div>
)

/** Upright bars, which follow the direction of the text. A table has the same numbers for screen readers. */
export const ColumnChart = ({ title, nameHead, valueHead, columns }: ColumnChartProps) => {
  const id = useId()
  const max = Math.max(1, ...columns.map(({ value }) => value))
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div class={`columns ${densityOf(columns.length)}`} aria-hidden="true">
        {columns.map((column) => (
          <Bar key={column.name} column={column} max={max} />
        ))}
      </div>
      <div class="visually-hidden">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{nameHead}</th>
              <th scope="col">{valueHead}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
