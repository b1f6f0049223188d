import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { bookTexts } from '../texts.ts'

/** Shown without this part. */
const firstNames = /^(title|authors(\.\d+)?|cover_image)$/

interface MoreFieldsProps {
  /** Each path with an issue. */
  issuePaths: readonly string[]
  children: ComponentChildren
}

/** The fields beyond title and authors, which a new book does not need. They open for an issue inside. */
export const MoreFields = ({ issuePaths, children }: MoreFieldsProps) => {
  const [isOpen, setIsOpen] = useState(false)
  const hasIssue = issuePaths.some((path) => !firstNames.test(path))
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
