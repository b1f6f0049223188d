import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { formTexts } from './texts.ts'
import './rows-field.css'

interface RowsFieldProps<Row> {
  label: string
  hint?: ComponentChildren
  /** The error message for the whole list. */
  issue: string | undefined
  rows: readonly Row[]
  newRow: Row
  maxRows: number
  /** For buttons: `Add a reading`, `Remove reading 2`. */
  addText: string
  rowName: string
  /** Whether the only row is a blank one that is always there. */
  isFixed?: boolean
  onChange: (rows: Row[]) => void
  children: (row: Row, at: number, change: (row: Row) => void) => ComponentChildren
}

/** A list whose rows the reader adds and removes. */
export const RowsField = <Row,>(props: RowsFieldProps<Row>) => {
  const { label, hint, issue, rows, newRow, maxRows, addText, rowName, isFixed, onChange, children } = props
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const isAdding = useRef(false)

  useLayoutEffect(() => {
    if (isAdding.current)
      list.current?.querySelector<HTMLElement>('li:last-child :is(input, textarea)')?.focus()
    isAdding.current = false
  }, [rows.length])

  const add = () => {
    isAdding.current = true
    onChange([...rows, newRow])
  }
  const remove = (at: number) => {
    onChange(rows.filter((_, other) => other !== at))
    // The button that has the focus disappears.
    addButton.current?.focus()
  }

  return (
    <fieldset class="field rows-field" aria-describedby={issue ? `${id}-issue` : undefined}>
      <legend>{label}</legend>
      {hint && <div class="hint">{hint}</div>}
      <ul ref={list}>
        {rows.map((row, at) => (
          <li key={at}>
            {children(row, at, (changed) =>
              onChange(rows.map((other, one) => (one === at ? changed : other))),
            )}
            {!isFixed && (
              <button
                type="button"
                class="icon-button"
                aria-label={formTexts.value.remove(rowName, at + 1)}
                onClick={() => remove(at)}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {issue && (
        <p class="issue" id={`${id}-issue`}>
          {issue}
        </p>
      )}
      {rows.length < maxRows && (
        <button type="button" class="button quiet" ref={addButton} onClick={add}>
          <Icon name="plus" /> {addText}
        </button>
      )}
    </fieldset>
  )
}
