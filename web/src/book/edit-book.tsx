import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { replaceBook } from '../library/books.ts'
import { type Draft, draftOf } from '../library/draft.ts'
import { changeBook } from '../library/save-book.ts'
import { type BookVersion, fetchBook, useBook } from '../library/use-book.ts'
import { usePageTitle } from '../page/page-title.ts'
import { BookForm, bookFields } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { Conflict } from './conflict.tsx'
import { FormFoot } from './form-foot.tsx'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

/** The draft begins with the current version from the service, not with the book of the shelf. */
const useDraft = (id: string) => {
  const { version, error, load } = useBook(id)
  const [base, setBase] = useState<BookVersion>()
  const [draft, setDraft] = useState<Draft>()
  const begin = (from: BookVersion) => {
    setBase(from)
    setDraft(draftOf(from.book))
  }
  useEffect(() => {
    if (version && !base) begin(version)
  }, [version, base])
  const isDirty =
    base !== undefined &&
    draft !== undefined &&
    (draft.cover !== undefined ||
      draft.title !== base.book.title ||
      draft.description !== base.book.description ||
      draft.category !== base.book.category)
  return { base, draft, setDraft, begin, isDirty, error, load }
}

export const EditBook = ({ id, onClose }: { id: string; onClose: () => void }) => {
  usePageTitle('Edit a book')
  const { base, draft, setDraft, begin, isDirty, error: loadError, load } = useDraft(id)
  const [saved, setSaved] = useState<BookVersion>()
  const [progress, setProgress] = useState<number>()

  const save = async (mine: Draft, etag: string) => {
    try {
      if (mine.cover) setProgress(0)
      const book = await changeBook(id, mine, { etag, onProgress: setProgress })
      replaceBook(book)
      onClose()
    } catch (thrown) {
      if (!hasCode(thrown, 'version_mismatch')) throw thrown
      setSaved(await fetchBook(id))
    } finally {
      setProgress(undefined)
    }
  }

  const send = async () => {
    if (!draft || !base) return
    checkDraft(draft, false)
    if (isDirty) await save(draft, base.etag)
    else onClose()
  }

  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, bookFields)
  const { isAsking, ask, stay } = useUnsaved(isDirty, onClose)
  return (
    <Dialog title={saved ? 'This book has changed' : 'Edit the book'} size="wide" onClose={ask}>
      {draft && base && !saved && (
        <BookForm
          form={form}
          draft={draft}
          currentUrl={base.book.image_url}
          issue={issue}
          onChange={setDraft}
          onSubmit={submit}
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
      {draft && saved && (
        <Conflict
          mine={draft}
          saved={saved.book}
          keepMine={() => save(draft, saved.etag)}
          keepSaved={() => {
            replaceBook(saved.book)
            begin(saved)
            setSaved(undefined)
          }}
        />
      )}
      {!draft && loadError === undefined && <p role="status">Loading the book …</p>}
      {!draft && loadError !== undefined && <Problem error={loadError} retry={load} />}
    </Dialog>
  )
}
