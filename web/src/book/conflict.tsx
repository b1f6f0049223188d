import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import type { BookField } from '../library/book.ts'
import type { Draft } from '../library/draft.ts'
import { fieldLabel } from '../library/field-names.ts'
import { fieldText } from './field-text.ts'
import { formTexts } from './form-texts.ts'
import { SavingStatus } from './saving-status.tsx'
import type { BothChanged } from './use-draft.ts'
import type { Saving } from './use-saving.ts'
import type { Asking } from './use-unsaved.ts'
import './conflict.css'

interface ConflictSideProps {
  name: string
  draft: Draft
  /** `undefined` if the covers are not in conflict, `null` without a cover. */
  coverUrl: string | null | undefined
  conflicting: readonly BookField[]
}

const ConflictSide = ({ name, draft, coverUrl, conflicting }: ConflictSideProps) => {
  const texts = formTexts.value
  return (
    <section class="version" aria-label={name}>
      <h3>{name}</h3>
      {coverUrl && <img src={coverUrl} alt={texts.cover} />}
      <dl>
        {[...new Set<BookField>(['title', ...conflicting])].map((field) => {
          const isDifferent = conflicting.includes(field)
          return (
            <div key={field} class={isDifferent ? 'differs' : undefined}>
              <dt>
                {fieldLabel(field)}
                {isDifferent && <span class="visually-hidden">{texts.different}</span>}
              </dt>
              <dd dir="auto">{fieldText(draft, field) || texts.none}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

const useFileUrl = (file: File | undefined): string | undefined => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** @returns the merged draft with the saved value in each field that both changed */
const keepSaved = ({ saved, merged, conflicting, isCoverInConflict }: BothChanged): Draft => ({
  ...merged,
  ...Object.fromEntries(conflicting.map((name) => [name, saved.draft[name]])),
  cover: isCoverInConflict ? undefined : merged.cover,
})

interface ConflictChoiceProps {
  both: BothChanged
  saving: Saving
  asking: Asking
  onStay: () => void
  keepMine: () => Promise<void>
  /** Continues with a draft on top of the saved version. */
  backToForm: (draft: Draft) => void
}

/**
 * Shows the fields that were changed in two places in different ways. The reader chooses a version of them. All other
 * changes of both stay.
 */
export const ConflictChoice = ({
  both,
  saving,
  asking,
  onStay,
  keepMine,
  backToForm,
}: ConflictChoiceProps) => {
  const texts = formTexts.value
  const { saved, merged, conflicting, isCoverInConflict } = both
  const newCover = useFileUrl(merged.cover)
  const { form, submit, busy, secondsLeft, error } = useSubmit(keepMine, [])
  return (
    <form ref={form} onSubmit={submit}>
      <p role="alert">
        {texts.conflict} {texts.restIsMerged}
      </p>
      <div class="versions">
        <ConflictSide
          name={texts.yours}
          draft={merged}
          coverUrl={isCoverInConflict ? newCover : undefined}
          conflicting={conflicting}
        />
        <ConflictSide
          name={texts.saved}
          draft={saved.draft}
          coverUrl={isCoverInConflict ? saved.book.image_url : undefined}
          conflicting={conflicting}
        />
      </div>
      {error !== undefined && <Problem error={error} />}
      <SavingStatus {...{ saving, asking, onStay }} stoppedText={texts.changesNotSaved} />
      <div class="dialog-actions" hidden={asking === 'stop' && !saving.isStopping}>
        <button type="button" class="button quiet" disabled={busy} onClick={() => backToForm(merged)}>
          {texts.editMine}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => backToForm(keepSaved(both))}>
          {texts.keepSaved}
        </button>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.saving}>
          {texts.keepMine}
        </SubmitButton>
      </div>
    </form>
  )
}
