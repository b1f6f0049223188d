import { NetworkError } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { reloadBooks } from '../library/books.ts'
import { emptyDraft } from '../library/draft.ts'
import { addBook } from '../library/save-book.ts'
import { usePageTitle } from '../page/page-title.ts'
import { showMessage } from '../toasts/toasts.ts'
import { BookForm, bookFields } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { FormFoot } from './form-foot.tsx'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

export const NewBook = ({ onClose }: { onClose: () => void }) => {
  usePageTitle('Add a book')
  const [draft, setDraft] = useState(emptyDraft)
  const [progress, setProgress] = useState<number>()
  // The service may have saved the book although its response was lost. The same key prevents a second book.
  const lostAttempt = useRef<{ key: string; draft: typeof draft }>(undefined)

  const send = async () => {
    checkDraft(draft, true)
    const key = lostAttempt.current?.draft === draft ? lostAttempt.current.key : crypto.randomUUID()
    try {
      setProgress(0)
      await addBook(draft, { idempotencyKey: key, onProgress: setProgress })
    } catch (error) {
      lostAttempt.current = error instanceof NetworkError ? { key, draft } : undefined
      throw error
    } finally {
      setProgress(undefined)
    }
    onClose()
    reloadBooks()
    showMessage(`“${draft.title.trim()}” is on your shelf.`)
  }

  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, bookFields)
  const { isAsking, ask, stay } = useUnsaved(draft !== emptyDraft, onClose)
  return (
    <Dialog title="Add a book" size="wide" onClose={ask}>
      <BookForm
        form={form}
        draft={draft}
        currentUrl={null}
        issue={issue}
        onChange={setDraft}
        onSubmit={submit}
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
