import { useMemo, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { DraftOffers } from '../drafts/draft-offers.tsx'
import { useKeptDraft } from '../drafts/use-kept-draft.ts'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { placeBook } from '../library/books.ts'
import { changedFields } from '../library/changes.ts'
import type { Draft } from '../library/draft.ts'
import { placeAndTell } from '../library/tell-place.ts'
import { tidyDraft } from '../library/tidy-draft.ts'
import { usePageTitle } from '../page/page-title.ts'
import { user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { addAsNew } from './add-as-new.ts'
import { BookForm } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { ConflictChoice } from './conflict.tsx'
import { searchTextOf } from './find/fill-draft.ts'
import { FindBook } from './find/find-book.tsx'
import { tryTakeCover } from './find/take-cover.ts'
import { useFilling } from './find/use-filling.ts'
import { findChanged } from './find-saved.ts'
import { FormFoot } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { GoneBook } from './gone-book.tsx'
import { contentOf, editBookName, type KeptBook, withReadyCover } from './kept-book.ts'
import { readyCover } from './ready-cover.ts'
import { Conflict, saveChanges } from './save-changes.ts'
import { shownIssues } from './shown-issues.ts'
import { type BothChanged, conflictOf, type Saved, useDraft } from './use-draft.ts'
import { useSaving } from './use-saving.ts'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

export const EditBook = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const texts = formTexts.value
  usePageTitle(texts.editPage)
  const {
    base,
    draft,
    set,
    edit,
    begin,
    isDirty: isChanged,
    isForeign,
    error: loadError,
    load,
  } = useDraft(id)
  const [conflict, setConflict] = useState<BothChanged>()
  const { chosen, filled, choose, removeCover, restore } = useFilling(edit)
  const saving = useSaving()

  // A book that has a cover keeps it.
  const found = base?.book.image_url === null ? chosen : undefined
  const isDirty = isChanged || Boolean(found?.cover)
  const content = useMemo(
    () => (isDirty && draft ? contentOf({ draft, found: chosen, base, key: undefined }) : undefined),
    [isDirty, draft, chosen, base],
  )
  const kept = useKeptDraft<KeptBook>({
    name: editBookName(id),
    content,
    onContinue: (value) => {
      if (!value.base) return
      const isNewer = base !== undefined && base.etag !== value.base.etag
      const both = isNewer ? conflictOf(base, value.draft, value.base) : undefined
      // With the older version as its base, the draft asks when it is saved.
      if (base && both && both.conflicting.length === 0) begin(base, both.merged)
      else begin(value.base, value.draft)
      restore(value.found)
    },
    whenLeft: async (value) => ((await saving.ended()) ? undefined : withReadyCover(value)),
  })

  /** @param mine the draft, whose own cover is still to be made ready */
  const save = async (from: Saved, mine: Draft) => {
    const readerId = user.peek()?.id
    let sent = { base: from, fields: {}, hasCover: false }
    let isMerged = false
    const result = await saving.run(
      async (sending) => {
        const cover = await readyCover(mine, sending.signal)
        const onRequest = (base: Saved, fields: object) => {
          sent = { base, fields, hasCover: cover !== undefined }
        }
        const saved = await saveChanges({ base: from, mine, cover }, { ...sending, onRequest })
        isMerged = saved.isMerged
        return (!cover && (await tryTakeCover(id, found, sending.signal))) || saved.book
      },
      () => findChanged(sent.base, sent.fields, sent.hasCover),
    )
    if (!result) return
    await kept.finish()
    if (user.peek()?.id === readerId) {
      placeAndTell(result.book)
      if (result.isLate) showMessage(texts.savedAlready(result.book.title))
      else if (isMerged) showMessage(texts.mergedToo)
    }
    if (saving.isOpen()) onClose()
  }

  const saveOrAsk = async (from: Saved, mine: Draft) => {
    try {
      await save(from, mine)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      setConflict(error.both)
    }
  }

  const send = async (form: HTMLFormElement) => {
    if (!draft || !base) return
    const tidy = tidyDraft(draft)
    set(tidy)
    checkDraft(form, tidy, changedFields(tidy, base.draft))
    await saveOrAsk(base, tidy)
  }

  const backToForm = (mine: Draft) => {
    if (!conflict) return
    placeBook(conflict.saved.book)
    begin(conflict.saved, mine)
    setConflict(undefined)
  }

  const { form, submit, busy, secondsLeft, error, issue, issuePaths } = useSubmit(send, shownIssues)
  const { asking, ask, stay } = useUnsaved({ isDirty, saving, close: onClose })
  return (
    <Dialog
      title={conflict ? texts.conflictTitle : texts.editTitle}
      size="wide"
      onClose={conflict && !saving.isRunning ? () => backToForm(conflict.merged) : ask}
    >
      {draft && base && !conflict && (
        <BookForm
          {...{ form, draft, set, issue, issuePaths, filled, busy }}
          currentUrl={base.book.image_url ?? found?.cover?.preview_url ?? null}
          onRemoveFound={found?.cover ? removeCover : undefined}
          onSubmit={submit}
          head={
            <>
              <DraftOffers {...kept.shown} />
              <FindBook first={searchTextOf(base.draft)} onChoose={choose} />
            </>
          }
        >
          <FormFoot
            submitText={texts.save}
            stoppedText={texts.changesNotSaved}
            {...{ busy, secondsLeft, error, saving, asking }}
            onAddAsNew={
              hasCode(error, 'book_not_found')
                ? async () => {
                    await kept.finish()
                    await addAsNew({ draft, found: chosen, base: undefined, key: undefined })
                  }
                : undefined
            }
            onCancel={ask}
            onDiscard={() => {
              void kept.finish()
              onClose()
            }}
            onStay={stay}
          />
        </BookForm>
      )}
      {conflict && (
        <ConflictChoice
          both={conflict}
          {...{ saving, asking }}
          onStay={stay}
          keepMine={async () => {
            begin(conflict.saved, conflict.merged)
            await saveOrAsk(conflict.saved, conflict.merged)
          }}
          backToForm={backToForm}
        />
      )}
      {isForeign && <p>{texts.foreign}</p>}
      {!draft && !isForeign && loadError === undefined && <p role="status">{texts.loadingBook}</p>}
      {!draft && loadError !== undefined && <Problem error={loadError} retry={load} />}
      {!draft && hasCode(loadError, 'book_not_found') && <GoneBook {...kept.shown} />}
    </Dialog>
  )
}
