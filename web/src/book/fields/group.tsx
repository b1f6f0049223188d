import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { BookField } from '../../library/book.ts'
import { emptyDraft, isSame } from '../../library/draft.ts'
import type { FormFields } from './form-fields.ts'
import { fieldTexts } from './texts.ts'

/** The props that the form passes to each group. */
export interface GroupFields extends FormFields {
  /** Each path with an issue. */
  issuePaths: readonly string[]
  /** Counts the times that the fields were filled from another source. */
  filled: number
}

interface GroupProps extends GroupFields {
  title: string
  /** The fields inside, for a reader who looks for one of them. */
  summary: string
  isPrivate?: boolean
  /** Paths that begin with one of these have their issue inside. */
  names: readonly BookField[]
  children: ComponentChildren
}

const isInside = (names: readonly BookField[], path: string) =>
  names.some((name) => path === name || path.startsWith(`${name}.`))

/** A part of the form that the reader opens. It is open at first if it holds a value, and opens for an issue inside. */
export const Group = (props: GroupProps) => {
  const { draft, title, summary, isPrivate, names, issuePaths, filled, children } = props
  const holdsValue = () => names.some((name) => !isSame(draft[name], emptyDraft[name]))
  const [isOpen, setIsOpen] = useState(holdsValue)
  const hasIssue = issuePaths.some((path) => isInside(names, path))
  // Only after new values or new issues. The reader may close the group afterwards.
  useEffect(() => {
    if (holdsValue() && filled > 0) setIsOpen(true)
  }, [filled])
  useEffect(() => {
    if (hasIssue) setIsOpen(true)
  }, [hasIssue])
  return (
    <details
      class="group"
      open={isOpen || hasIssue}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>
        <span class="group-title">{title}</span>
        <span class="group-summary">
          {isPrivate && <strong>{fieldTexts.value.onlyYou} </strong>}
          {summary}
        </span>
      </summary>
      <div class="form">{children}</div>
    </details>
  )
}
