import { useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { isOwn } from '../library/book.ts'
import { placeBook } from '../library/books.ts'
import { changedFields } from '../library/changes.ts'
import type { Draft } from '../library/draft.ts'
import { readDraft } from '../library/read-draft.ts'
import { type BookChanges, changeBook } from '../library/save-book.ts'
import { tidyDraft } from '../library/tidy-draft.ts'
import { fetchBook } from '../library/use-book.ts'
import { usePageTitle } from '../page/page-title.ts'
import { BookForm } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { Conflict } from './conflict.tsx'
import { searchTextOf } from './find/fill-draft.ts'
import { FindBook } from './find/find-book.tsx'
import { tryTakeCover } from './find/take-cover.ts'
import { useFilling } from './find/use-filling.ts'
import { FormFoot } from './form-foot.tsx'
import { readyCover } from './ready-cover.ts'
import { shownIssues } from './shown-issues.ts'
import { conflictOf, savedOf, useDraft } from './use-draft.ts'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

export const EditBook = ({ id, onClose }: { id: string; onClose: () => void }) => {
  usePageTitle('Edit a book')
  const { base, draft, set, edit, begin, isDirty, isForeign, error: loadError, load } = useDraft(id)
  const [conflict, setConflict] = useState<ReturnType<typeof conflictOf>>()
  const [progress, setProgress] = useState<number>()
  const { chosen, filled, choose, removeCover } = useFilling(edit)

  // A book that has a cover keeps it.
  const found = base?.book.image_url === null ? chosen : undefined

  const save = async (changes: BookChanges, etag: string, mine: Draft) => {
    if (!base) return
    try {
      if (changes.cover) setProgress(0)
      const book = await changeBook(id, changes, { etag, onProgress: setProgress })
      placeBook((!changes.cover && (await tryTakeCover(id, found))) || book)
      onClose()
    } catch (thrown) {
      if (!hasCode(thrown, 'version_mismatch')) throw thrown
      const { book, etag: savedEtag } = await fetchBook(id)
      if (!isOwn(book)) throw thrown
      const both = conflictOf(savedOf(book, savedEtag), mine, base)
      if (both.differing.length > 0 || mine.cover) return setConflict(both)
      // The same changes were made in both places.
      placeBook(book)
      onClose()
    } finally {
      setProgress(undefined)
    }
  }

  const send = async (form: HTMLFormElement) => {
    if (!draft || !base) return
    const tidy = tidyDraft(draft)
    set(tidy)
    const names = changedFields(tidy, base.draft)
    const fields = checkDraft(form, tidy, names)
    const cover = await readyCover(tidy)
    if (names.length > 0 || cover) await save({ fields, cover }, base.etag, { ...tidy, cover })
    else {
      const book = await tryTakeCover(id, found)
      if (book) placeBook(book)
      onClose()
    }
  }

  const backToForm = () => {
    if (conflict) begin(conflict.saved, conflict.merged)
    setConflict(undefined)
  }

  const { form, submit, busy, secondsLeft, error, issue, issuePaths } = useSubmit(send, shownIssues)
  const { isAsking, ask, stay } = useUnsaved(isDirty || Boolean(found?.cover), onClose)
  return (
    <Dialog
      title={conflict ? 'This book has changed' : 'Edit the book'}
      size="wide"
      onClose={conflict ? backToForm : ask}
    >
      {draft && base && !conflict && (
        <BookForm
          {...{ form, draft, set, issue, issuePaths, filled }}
          currentUrl={base.book.image_url ?? found?.cover?.preview_url ?? null}
          onRemoveFound={found?.cover ? removeCover : undefined}
          onSubmit={submit}
          head={<FindBook first={searchTextOf(base.draft)} onChoose={choose} />}
        >
          <FormFoot
            submitText="Save"
            {...{ busy, secondsLeft, error, progress, isAsking }}
            onCancel={ask}
            onDiscard={onClose}
            onStay={stay}
          />
        </BookForm>
      )}
      {draft && conflict && (
        <Conflict
          mine={conflict.merged}
          saved={conflict.saved.draft}
          savedCoverUrl={conflict.saved.book.image_url}
          differing={conflict.differing}
          keepMine={() => {
            const { merged, differing, saved } = conflict
            const { fields } = readDraft(merged, differing)
            return save({ fields, cover: merged.cover }, saved.etag, draft)
          }}
          backToForm={backToForm}
          keepSaved={() => {
            placeBook(conflict.saved.book)
            begin(conflict.saved)
            setConflict(undefined)
          }}
        />
      )}
      {isForeign && <p>This book belongs to another reader, so only they can change it.</p>}
      {!draft && !isForeign && loadError === undefined && <p role="status">Loading the book …</p>}
      {!draft && loadError !== undefined && <Problem error={loadError} retry={load} />}
    </Dialog>
  )
}
