import { NetworkError } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { messageFor } from '../errors/messages.ts'
import { useSubmit } from '../forms/use-submit.ts'
import { reloadBooks } from '../library/books.ts'
import { changedFields } from '../library/changes.ts'
import { type Draft, emptyDraft, isSame } from '../library/draft.ts'
import { type FoundBook, takeFoundCover } from '../library/find-books.ts'
import { addBook } from '../library/save-book.ts'
import { tidyDraft } from '../library/tidy-draft.ts'
import { usePageTitle } from '../page/page-title.ts'
import { showMessage, showToast } from '../toasts/toasts.ts'
import { BookForm } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { FindBook } from './find/find-book.tsx'
import { useFilling } from './find/use-filling.ts'
import { FormFoot } from './form-foot.tsx'
import { shownIssues } from './shown-issues.ts'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

/** The book is saved already. A cover that fails is told, and can be added later. */
const tryTakeCover = async (id: string, { source, cover }: FoundBook) => {
  if (!cover) return
  try {
    await takeFoundCover(id, source, cover)
  } catch (error) {
    showToast({ text: `The cover was not added. ${messageFor(error)}`, isError: true })
  }
}

export const NewBook = ({ onClose }: { onClose: () => void }) => {
  usePageTitle('Add a book')
  const [draft, setDraft] = useState(emptyDraft)
  const [progress, setProgress] = useState<number>()
  const { chosen, filled, choose, removeCover } = useFilling(setDraft)
  // The service may have saved the book although its response was lost. The same key prevents a second book.
  const lostAttempt = useRef<{ key: string; draft: Draft }>(undefined)

  const send = async (form: HTMLFormElement) => {
    const tidy = tidyDraft(draft)
    setDraft(tidy)
    const fields = checkDraft(form, tidy, [
      ...new Set([...changedFields(tidy, emptyDraft), 'title' as const]),
    ])
    const key = lostAttempt.current?.draft === tidy ? lostAttempt.current.key : crypto.randomUUID()
    try {
      if (tidy.cover) setProgress(0)
      const options = { idempotencyKey: key, onProgress: setProgress }
      const { id } = await addBook({ fields, cover: tidy.cover }, options)
      if (chosen && !tidy.cover) await tryTakeCover(id, chosen)
    } catch (error) {
      lostAttempt.current = error instanceof NetworkError ? { key, draft: tidy } : undefined
      throw error
    } finally {
      setProgress(undefined)
    }
    onClose()
    reloadBooks()
    showMessage(`“${tidy.title.trim()}” is on your shelf.`)
  }

  const { form, submit, busy, secondsLeft, error, issue, issuePaths } = useSubmit(send, shownIssues)
  const { isAsking, ask, stay } = useUnsaved(!isSame(draft, emptyDraft) || draft.cover !== undefined, onClose)
  return (
    <Dialog title="Add a book" size="wide" onClose={ask}>
      <BookForm
        {...{ form, draft, issue, issuePaths, filled }}
        set={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        currentUrl={chosen?.cover?.preview_url ?? null}
        onRemoveFound={chosen?.cover ? removeCover : undefined}
        onSubmit={submit}
        head={<FindBook onChoose={choose} />}
      >
        <FormFoot
          submitText="Add to the shelf"
          {...{ busy, secondsLeft, error, progress, isAsking }}
          onCancel={ask}
          onDiscard={onClose}
          onStay={stay}
        />
      </BookForm>
    </Dialog>
  )
}
