import { NetworkError } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { reread } from '../library/books.ts'
import { emptyDraft } from '../library/draft.ts'
import { formDataOf } from '../library/save-book.ts'
import { usePageTitle } from '../page/page-title.ts'
import { client } from '../session/session.ts'
import { say } from '../toasts/toasts.ts'
import { BookForm, bookFields } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { FormFoot } from './form-foot.tsx'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

export const NewBook = ({ onClose }: { onClose: () => void }) => {
  usePageTitle('Add a book')
  const [draft, setDraft] = useState(emptyDraft)
  const [progress, setProgress] = useState<number>()
  // The first attempt may have arrived though its answer was lost: with the same key it is not made twice.
  const lostAttempt = useRef<{ key: string; draft: typeof draft }>(undefined)

  const send = async () => {
    checkDraft(draft, true)
    const key = lostAttempt.current?.draft === draft ? lostAttempt.current.key : crypto.randomUUID()
    try {
      setProgress(0)
      const headers = { 'Idempotency-Key': key }
      await client.upload('POST', '/books', formDataOf(draft), { headers, onProgress: setProgress })
    } catch (error) {
      lostAttempt.current = error instanceof NetworkError ? { key, draft } : undefined
      throw error
    } finally {
      setProgress(undefined)
    }
    onClose()
    reread()
    say(`“${draft.title.trim()}” is on your shelf.`)
  }

  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, bookFields)
  const { asking, ask, stay } = useUnsaved(draft !== emptyDraft, onClose)
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
          {...{ busy, secondsLeft, error, progress, asking }}
          onCancel={ask}
          onDiscard={onClose}
          onStay={stay}
        />
      </BookForm>
    </Dialog>
  )
}
