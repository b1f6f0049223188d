import { NetworkError } from 'bookplate/client'
import { useMemo, useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { DraftOffers } from '../drafts/draft-offers.tsx'
import { useKeptDraft } from '../drafts/use-kept-draft.ts'
import { useSubmit } from '../forms/use-submit.ts'
import { placeBook } from '../library/books.ts'
import { changedFields } from '../library/changes.ts'
import { type Draft, emptyDraft, isSame } from '../library/draft.ts'
import { addBook } from '../library/save-book.ts'
import { tidyDraft } from '../library/tidy-draft.ts'
import { usePageTitle } from '../page/page-title.ts'
import type { Way } from '../router/route.ts'
import { user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { BookForm } from './book-form.tsx'
import { checkDraft } from './check-draft.ts'
import { FindBook } from './find/find-book.tsx'
import { tryTakeCover } from './find/take-cover.ts'
import { useFilling } from './find/use-filling.ts'
import { findAdded } from './find-saved.ts'
import { FormFoot } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { contentOf, type KeptBook, newBookName, withReadyCover } from './kept-book.ts'
import { readyCover } from './ready-cover.ts'
import { shownIssues } from './shown-issues.ts'
import { useSaving } from './use-saving.ts'
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
  const texts = formTexts.value
  usePageTitle(texts.addTitle)
  const [base] = useState<Draft>({ ...emptyDraft, isbn })
  const [draft, setDraft] = useState(base)
  const { chosen, filled, continued, choose, removeCover, restore } = useFilling(setDraft)
  // The service may have saved the book although its response was lost. The same key prevents a second book.
  const [lost, setLost] = useState<{ key: string; draft: Draft }>()
  const saving = useSaving()

  const isDirty = !isSame(draft, base) || Boolean(draft.cover ?? draft.preparing ?? chosen?.cover)
  const key = lost?.draft === draft ? lost.key : undefined
  const content = useMemo(
    () => (isDirty ? contentOf({ draft, found: chosen, base: undefined, key }) : undefined),
    [isDirty, draft, chosen, key],
  )
  const kept = useKeptDraft<KeptBook>({
    name: newBookName,
    content,
    onContinue: (value) => {
      setDraft(value.draft)
      setLost(value.key === undefined ? undefined : { key: value.key, draft: value.draft })
      restore(value.found)
    },
    whenLeft: async (value) => ((await saving.ended()) ? undefined : withReadyCover(value)),
  })

  const send = async (form: HTMLFormElement) => {
    const readerId = user.peek()?.id
    const tidy = tidyDraft(draft)
    setDraft(tidy)
    const fields = checkDraft(form, tidy, [
      ...new Set([...changedFields(tidy, emptyDraft), 'title' as const]),
    ])
    const idempotencyKey = lost?.draft === tidy ? lost.key : crypto.randomUUID()
    const startedAt = Date.now()
    const result = await saving.run(
      async ({ signal, onProgress, onSent }) => {
        const cover = await readyCover(tidy, signal)
        // A draft that is left during the request keeps its key.
        setLost({ key: idempotencyKey, draft: tidy })
        try {
          if (cover) onProgress(0)
          else onSent()
          const book = await addBook({ fields, cover }, { idempotencyKey, onProgress, signal })
          return (!cover && (await tryTakeCover(book.id, chosen, signal))) || book
        } catch (error) {
          // Any response but this one is the last word about the key.
          if (!(error instanceof NetworkError) && !signal.aborted) setLost(undefined)
          throw error
        }
      },
      () => findAdded(fields, startedAt),
    )
    if (!result) return
    await kept.finish()
    if (saving.isOpen()) onClose()
    if (user.peek()?.id !== readerId) return
    placeBook(result.book)
    showMessage((result.isLate ? texts.savedAlready : texts.added)(tidy.title.trim()))
  }

  const { form, submit, busy, secondsLeft, error, issue, issuePaths } = useSubmit(send, shownIssues)
  const { asking, ask, stay } = useUnsaved({ isDirty, saving, close: onClose })
  return (
    <Dialog title={texts.addTitle} size="wide" onClose={ask}>
      <BookForm
        {...{ form, draft, issue, issuePaths, filled, continued, busy, photo }}
        isShort
        cropsFirst={way === 'photo'}
        firstField={way === 'search' ? 'search' : 'title'}
        set={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        currentUrl={chosen?.cover?.preview_url ?? null}
        onRemoveFound={chosen?.cover ? removeCover : undefined}
        onSubmit={submit}
        head={
          <>
            <DraftOffers {...kept.shown} />
            {way !== 'photo' && <FindBook onChoose={choose} />}
          </>
        }
      >
        <FormFoot
          submitText={texts.add}
          stoppedText={texts.bookNotSaved}
          {...{ busy, secondsLeft, error, saving, asking }}
          onCancel={ask}
          onDiscard={() => {
            void kept.finish()
            onClose()
          }}
          onStay={stay}
        />
      </BookForm>
    </Dialog>
  )
}
