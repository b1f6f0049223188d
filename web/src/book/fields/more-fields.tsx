import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { changedFields } from '../../library/changes.ts'
import { type Draft, emptyDraft } from '../../library/draft.ts'
import { bookTexts } from '../texts.ts'

/** Shown without this part. */
const firstNames = /^(title|authors(\.\d+)?|cover_image)$/

/** Whether a field of this part holds a value. */
const holdsValue = (draft: Draft) =>
  draft.newTag !== '' || changedFields(draft, emptyDraft).some((name) => !firstNames.test(name))

interface MoreFieldsProps {
  draft: Draft
  /** Counts the drafts with which the form was continued. */
  continued: number
  /** Each path with an issue. */
  issuePaths: readonly string[]
  children: ComponentChildren
}

/**
 * The fields beyond title and authors, which a new book does not need. They open for an issue inside, and for values of the
 * reader's own. Those of a found book stay folded away.
 */
export const MoreFields = ({ draft, continued, issuePaths, children }: MoreFieldsProps) => {
  const [isOpen, setIsOpen] = useState(() => holdsValue(draft))
  const hasIssue = issuePaths.some((path) => !firstNames.test(path))
  // The reader may fold them again.
  useEffect(() => {
    if (continued > 0 && holdsValue(draft)) setIsOpen(true)
  }, [continued])
  useEffect(() => {
    if (hasIssue) setIsOpen(true)
  }, [hasIssue])
  const texts = bookTexts.value
  return (
    <details
      class="group more-fields"
      open={isOpen || hasIssue}
      onToggle={({ currentTarget, target }) => target === currentTarget && setIsOpen(currentTarget.open)}
    >
      <summary>
        <span class="group-title">{texts.more}</span>
        <span class="group-summary">{texts.moreSummary}</span>
      </summary>
      {children}
    </details>
  )
}
