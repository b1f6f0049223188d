import { NetworkError } from 'bookplate/client'
import { useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { placeBook } from '../library/books.ts'
import { changedFields } from '../library/changes.ts'
import { type Draft, emptyDraft, isSame } from '../library/draft.ts'
import { addBook } from '../library/save-book.ts'
import { tidyDraft } from '../library/tidy-draft.ts'
import { usePageTitle } from '../page/page-title.ts'
import type { Way } from '../router/route.ts'
import { showMessage } from '../toasts/toasts.ts'
import { BookForm } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { FindBook } from './find/find-book.tsx'
import { tryTakeCover } from './find/take-cover.ts'
import { useFilling } from './find/use-filling.ts'
import { FormFoot } from './form-foot.tsx'
import { readyCover } from './ready-cover.ts'
import { shownIssues } from './shown-issues.ts'
import { useUnsaved } from './use-unsaved.ts'
import './book.css'

interface NewBookProps {
  way: Exclude<Way, 'scan'>
  /** A photo of the cover. */
  photo?: File | undefined
  /** An ISBN that no catalogue knows. */
  isbn?: string | undefined
  onClose: () => void
}

export const NewBook = ({ way, photo, isbn = '', onClose }: NewBookProps) => {
  usePageTitle('Add a book')
  const [base] = useState<Draft>({ ...emptyDraft, isbn })
  const [draft, setDraft] = useState(base)
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
    const cover = await readyCover(tidy)
    try {
      if (cover) setProgress(0)
      const options = { idempotencyKey: key, onProgress: setProgress }
      const book = await addBook({ fields, cover }, options)
      placeBook((!cover && (await tryTakeCover(book.id, chosen))) || book)
    } catch (error) {
      lostAttempt.current = error instanceof NetworkError ? { key, draft: tidy } : undefined
      throw error
    } finally {
      setProgress(undefined)
    }
    onClose()
    showMessage(`“${tidy.title.trim()}” is on your shelf.`)
  }

  const { form, submit, busy, secondsLeft, error, issue, issuePaths } = useSubmit(send, shownIssues)
  const { isAsking, ask, stay } = useUnsaved(
    !isSame(draft, base) || (draft.cover ?? draft.preparing) !== undefined,
    onClose,
  )
  return (
    <Dialog title="Add a book" size="wide" onClose={ask}>
      <BookForm
        {...{ form, draft, issue, issuePaths, filled, photo }}
        isShort
        firstField={way === 'search' ? 'search' : 'title'}
        set={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        currentUrl={chosen?.cover?.preview_url ?? null}
        onRemoveFound={chosen?.cover ? removeCover : undefined}
        onSubmit={submit}
        head={way !== 'photo' && <FindBook onChoose={choose} />}
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
