import { useEffect, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import { hasCode } from '../errors/sentences.ts'
import { useSubmit } from '../forms/use-submit.ts'
import { replaceBook } from '../library/books.ts'
import { type Draft, draftOf } from '../library/draft.ts'
import { saveChanges } from '../library/save-book.ts'
import { fetchVersion, useBook, type Version } from '../library/use-book.ts'
import { usePageTitle } from '../page/page-title.ts'
import { BookForm, bookFields } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { Conflict } from './conflict.tsx'
import { FormFoot } from './form-foot.tsx'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

/** The draft of a book as it is now, never as it was when the shelf was read. */
const useDraft = (id: string) => {
  const { version, error, load } = useBook(id)
  const [base, setBase] = useState<Version>()
  const [draft, setDraft] = useState<Draft>()
  const begin = (from: Version) => {
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
  const [theirs, setTheirs] = useState<Version>()
  const [progress, setProgress] = useState<number>()

  const save = async (mine: Draft, etag: string) => {
    try {
      if (mine.cover) setProgress(0)
      const book = await saveChanges(id, mine, { etag, onProgress: setProgress })
      replaceBook(book)
      onClose()
    } catch (thrown) {
      if (!hasCode(thrown, 'version_mismatch')) throw thrown
      setTheirs(await fetchVersion(id))
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
  const { asking, ask, stay } = useUnsaved(isDirty, onClose)
  return (
    <Dialog title={theirs ? 'Changed somewhere else' : 'Edit the book'} size="wide" onClose={ask}>
      {draft && base && !theirs && (
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
            {...{ busy, secondsLeft, error, progress, asking }}
            onCancel={ask}
            onDiscard={onClose}
            onStay={stay}
          />
        </BookForm>
      )}
      {draft && theirs && (
        <Conflict
          mine={draft}
          theirs={theirs.book}
          keepMine={() => save(draft, theirs.etag)}
          takeTheirs={() => {
            replaceBook(theirs.book)
            begin(theirs)
            setTheirs(undefined)
          }}
        />
      )}
      {!draft && loadError === undefined && <p role="status">Fetching the book …</p>}
      {!draft && loadError !== undefined && <Problem error={loadError} retry={load} />}
    </Dialog>
  )
}
