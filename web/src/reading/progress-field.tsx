import type { ListedBook } from 'bookplate/client'
import { useId, useState } from 'preact/hooks'
import type { OwnBook } from '../library/book.ts'
import { percentOf } from '../library/draft.ts'
import { pageOf, progressOf } from '../library/readings.ts'
import { progressText, setProgress } from './actions.ts'
import { readingTexts } from './texts.ts'

type Own = ListedBook | OwnBook
type Unit = 'page' | 'percent'

const isNumber = /^\d{1,6}([.,]\d{1,2})?$/

/** @returns the progress; null for a blank text; undefined for one that is no progress */
const readProgress = (text: string, unit: Unit, pages: number | null): number | null | undefined => {
  if (text.trim() === '') return null
  if (!isNumber.test(text.trim())) return undefined
  const value = Number(text.trim().replace(',', '.'))
  const of = unit === 'page' && pages !== null ? pages : 100
  if (value > of || (unit === 'page' && !Number.isInteger(value))) return undefined
  return progressOf(value, of)
}

const textOf = ({ progress, pages }: Own, unit: Unit): string => {
  if (progress === null) return ''
  return unit === 'page' && pages !== null ? String(pageOf(progress, pages)) : percentOf(progress)
}

const UnitField = ({ unit, onChange }: { unit: Unit; onChange: (unit: Unit) => void }) => {
  const texts = readingTexts.value
  const name = useId()
  return (
    <fieldset class="unit-field">
      <legend class="visually-hidden">{texts.progressUnit}</legend>
      {(['page', 'percent'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={unit === one} onChange={() => onChange(one)} />
          {one === 'page' ? texts.page : texts.percentField}
        </label>
      ))}
    </fieldset>
  )
}

/** How far the reader is, by page where the pages are known, or in percent. */
export const ProgressField = ({ book }: { book: Own }) => {
  const texts = readingTexts.value
  const id = useId()
  const { pages, progress } = book
  const [wanted, setUnit] = useState<Unit>('page')
  const [typed, setTyped] = useState<string>()
  const [isInvalid, setIsInvalid] = useState(false)
  const unit = pages === null ? 'percent' : wanted
  const change = (text: string | undefined) => {
    setTyped(text)
    setIsInvalid(false)
  }
  const save = (event: Event) => {
    event.preventDefault()
    if (typed === undefined) return
    const value = readProgress(typed, unit, pages)
    if (value === undefined) return setIsInvalid(true)
    change(undefined)
    setProgress(book, value)
  }
  return (
    <form class="progress-field" onSubmit={save} noValidate>
      <label for={id}>{texts.progress}</label>
      {progress !== null && (
        <span class="progress-line" style={{ '--read': `${progress * 100}%` }} aria-hidden="true" />
      )}
      <div class="progress-inputs">
        <input
          id={id}
          class="input"
          inputMode={unit === 'page' ? 'numeric' : 'decimal'}
          autocomplete="off"
          maxLength={10}
          value={typed ?? textOf(book, unit)}
          aria-invalid={isInvalid ? 'true' : undefined}
          aria-describedby={`${id}-text`}
          onInput={({ currentTarget }) => change(currentTarget.value)}
          onBlur={save}
        />
        {pages === null ? (
          <span class="unit-field">%</span>
        ) : (
          <UnitField
            unit={unit}
            onChange={(next) => {
              change(undefined)
              setUnit(next)
            }}
          />
        )}
        {typed !== undefined && (
          <button type="submit" class="button">
            {texts.save}
          </button>
        )}
      </div>
      <p class={isInvalid ? 'issue' : 'hint'} id={`${id}-text`} role={isInvalid ? 'alert' : undefined}>
        {isInvalid
          ? unit === 'page' && pages !== null
            ? texts.pageWanted(pages)
            : texts.percentWanted
          : progress !== null && progressText(book, progress)}
      </p>
    </form>
  )
}
