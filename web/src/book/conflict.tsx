import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import type { BookField } from '../library/book.ts'
import type { Draft } from '../library/draft.ts'
import { fieldLabel } from '../library/field-names.ts'
import { fieldText } from './field-text.ts'
import './conflict.css'

interface ConflictSideProps {
  name: string
  draft: Draft
  coverUrl: string | null
  /** The fields that differ. */
  differing: readonly BookField[]
}

const ConflictSide = ({ name, draft, coverUrl, differing }: ConflictSideProps) => (
  <section class="version" aria-label={name}>
    <h3>{name}</h3>
    {coverUrl && <img src={coverUrl} alt="Cover" />}
    <dl>
      {[...new Set<BookField>(['title', ...differing])].map((field) => {
        const isChanged = differing.includes(field)
        return (
          <div key={field} class={isChanged ? 'differs' : undefined}>
            <dt>
              {fieldLabel(field)}
              {isChanged && <span class="visually-hidden">, different</span>}
            </dt>
            <dd>{fieldText(draft, field) || 'none'}</dd>
          </div>
        )
      })}
    </dl>
  </section>
)

interface ConflictProps {
  /** The saved version with the changes of the reader. */
  mine: Draft
  saved: Draft
  savedCoverUrl: string | null
  /** The fields in which both differ. */
  differing: readonly BookField[]
  keepMine: () => Promise<void>
  keepSaved: () => void
  /** Continues with the changes of the reader, on top of the saved version. */
  backToForm: () => void
}

/**
 * Shows both versions of a book that was changed in two places, with the fields that differ. The reader chooses one of
 * them. Fields that the reader did not change are as they were saved, in both versions.
 */
export const Conflict = ({
  mine,
  saved,
  savedCoverUrl,
  differing,
  keepMine,
  keepSaved,
  backToForm,
}: ConflictProps) => {
  const [newCover, setNewCover] = useState<string>()
  useEffect(() => {
    if (!mine.cover) return
    const url = URL.createObjectURL(mine.cover)
    setNewCover(url)
    return () => URL.revokeObjectURL(url)
  }, [mine.cover])

  const { form, submit, busy, secondsLeft, error } = useSubmit(keepMine, [])
  return (
    <form ref={form} onSubmit={submit}>
      <p role="alert">
        This book was changed on another page or device while you edited it. Which version do you want to
        keep?
      </p>
      <div class="versions">
        <ConflictSide
          name="Your version"
          draft={mine}
          coverUrl={newCover ?? savedCoverUrl}
          differing={differing}
        />
        <ConflictSide name="Saved version" draft={saved} coverUrl={savedCoverUrl} differing={differing} />
      </div>
      {error !== undefined && <Problem error={error} />}
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick={backToForm}>
          Edit my version
        </button>
        <button type="button" class="button" onClick={keepSaved}>
          Keep the saved version
        </button>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText="Saving …">
          Keep my version
        </SubmitButton>
      </div>
    </form>
  )
}
